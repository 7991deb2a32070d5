//! Codes of languages: ISO 639-1 has two letters, ISO 639-2 three. About twenty languages have two
//! codes of three letters, `fre` and `fra`: the naming convention of Akoma Ntoso and the catalogues
//! want the second, which ISO calls terminological.

/// The terminological code of ISO 639-2 for a language: of a code of two or three letters, in any
/// case, or of a language tag that begins with one. `None` if there is no such language, and for
/// `und`, which means that it is not known.
///
/// ```
/// use akoma::languages::code;
///
/// assert_eq!(code("en"), Some("eng"));
/// assert_eq!(code("fre"), Some("fra"));
/// assert_eq!(code("fr-BE"), Some("fra"));
/// assert_eq!(code("und"), None);
/// assert_eq!(code("french"), None);
/// ```
pub fn code(code: &str) -> Option<&str> {
    let primary = primary(code);
    let three = match primary.len() {
        2 => three_letters(primary)?,
        // `qaa` to `qtz` are in no list: they are as they were given.
        3 if is_language(primary) => primary,
        3 => listed(primary)?,
        _ => return None,
    };
    Some(terminological(three)).filter(|code| *code != UNKNOWN)
}

/// The language tag of the web (BCP 47) for a language: the code of two letters where there is one,
/// else that of three. `None` where [`code`] is `None`.
///
/// ```
/// use akoma::languages::tag;
///
/// assert_eq!(tag("ger"), Some("de"));
/// assert_eq!(tag("grc"), Some("grc"));
/// ```
pub fn tag(code: &str) -> Option<&str> {
    let three = self::code(code)?;
    let two = pairs(ALPHA_2).find(|(_, known)| *known == three).map(|(two, _)| two);
    Some(two.unwrap_or(three))
}

/// Whether a code, or the beginning of a language tag, names one known language: it is not empty,
/// `und` or `mul`.
pub(crate) fn is_said(code: &str) -> bool {
    let primary = primary(code);
    !(primary.is_empty()
        || primary.eq_ignore_ascii_case(UNKNOWN)
        || primary.eq_ignore_ascii_case("mul"))
}

/// The code of a language that is not known.
pub(crate) const UNKNOWN: &str = "und";

/// The part of a language tag that is a code; before the version in an IRI too, `fra@2021-11-22`.
fn primary(code: &str) -> &str {
    code.trim().split(['-', '_', '@']).next().unwrap_or_default()
}

/// Whether ISO 639-2 has this code, be it the bibliographic or the terminological one. `qaa` to
/// `qtz` are for local use.
pub(crate) fn is_language(code: &str) -> bool {
    let is_local =
        || ("qaa"..="qtz").contains(&code) && code.bytes().all(|b| b.is_ascii_lowercase());
    code.len() == 3 && (listed(code) == Some(code) || is_local())
}

/// The code of three letters for one of two, in any case.
pub(crate) fn three_letters(code: &str) -> Option<&'static str> {
    pairs(ALPHA_2).find(|(two, _)| two.eq_ignore_ascii_case(code)).map(|(_, three)| three)
}

/// The code of ISO 639-2 that equals this one, case apart.
fn listed(code: &str) -> Option<&'static str> {
    ALPHA_3.split(' ').find(|known| known.eq_ignore_ascii_case(code))
}

fn terminological(code: &str) -> &str {
    pairs(BIBLIOGRAPHIC).find(|(old, _)| *old == code).map_or(code, |(_, three)| three)
}

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.split(' ').filter_map(|pair| pair.split_once('='))
}

/// Bibliographic codes and the terminological ones of the same languages.
const BIBLIOGRAPHIC: &str = "alb=sqi arm=hye baq=eus bur=mya chi=zho cze=ces dut=nld fre=fra geo=kat \
     ger=deu gre=ell ice=isl mac=mkd mao=mri may=msa per=fas rum=ron slo=slk tib=bod wel=cym";

const ALPHA_3: &str = "aar abk ace ach ada ady afa afh afr ain aka akk alb ale alg alt amh ang anp apa ara arc \
     arg arm arn arp art arw asm ast ath aus ava ave awa aym aze bad bai bak bal bam ban baq \
     bas bat bej bel bem ben ber bho bih bik bin bis bla bnt bod bos bra bre btk bua bug bul \
     bur byn cad cai car cat cau ceb cel ces cha chb che chg chi chk chm chn cho chp chr chu \
     chv chy cmc cnr cop cor cos cpe cpf cpp cre crh crp csb cus cym cze dak dan dar day del \
     den deu dgr din div doi dra dsb dua dum dut dyu dzo efi egy eka ell elx eng enm epo est \
     eus ewe ewo fan fao fas fat fij fil fin fiu fon fra fre frm fro frr frs fry ful fur gaa \
     gay gba gem geo ger gez gil gla gle glg glv gmh goh gon gor got grb grc gre grn gsw guj \
     gwi hai hat hau haw heb her hil him hin hit hmn hmo hrv hsb hun hup hye iba ibo ice ido \
     iii ijo iku ile ilo ina inc ind ine inh ipk ira iro isl ita jav jbo jpn jpr jrb kaa kab \
     kac kal kam kan kar kas kat kau kaw kaz kbd kha khi khm kho kik kin kir kmb kok kom kon \
     kor kos kpe krc krl kro kru kua kum kur kut lad lah lam lao lat lav lez lim lin lit lol \
     loz ltz lua lub lug lui lun luo lus mac mad mag mah mai mak mal man mao map mar mas may \
     mdf mdr men mga mic min mis mkd mkh mlg mlt mnc mni mno moh mon mos mri msa mul mun mus \
     mwl mwr mya myn myv nah nai nap nau nav nbl nde ndo nds nep new nia nic niu nld nno nob \
     nog non nor nqo nso nub nwc nya nym nyn nyo nzi oci oji ori orm osa oss ota oto paa pag \
     pal pam pan pap pau peo per phi phn pli pol pon por pra pro pus que raj rap rar roa roh \
     rom ron rum run rup rus sad sag sah sai sal sam san sas sat scn sco sel sem sga sgn shn \
     sid sin sio sit sla slk slo slv sma sme smi smj smn smo sms sna snd snk sog som son sot \
     spa sqi srd srn srp srr ssa ssw suk sun sus sux swa swe syc syr tah tai tam tat tel tem \
     ter tet tgk tgl tha tib tig tir tiv tkl tlh tli tmh tog ton tpi tsi tsn tso tuk tum tup \
     tur tut tvl twi tyv udm uga uig ukr umb und urd uzb vai ven vie vol vot wak wal war was \
     wel wen wln wol xal xho yao yap yid yor ypk zap zbl zen zgh zha zho znd zul zun zxx zza";

const ALPHA_2: &str = "aa=aar ab=abk ae=ave af=afr ak=aka am=amh an=arg ar=ara as=asm av=ava ay=aym az=aze ba=bak \
     be=bel bg=bul bh=bih bi=bis bm=bam bn=ben bo=bod br=bre bs=bos ca=cat ce=che ch=cha co=cos \
     cr=cre cs=ces cu=chu cv=chv cy=cym da=dan de=deu dv=div dz=dzo ee=ewe el=ell en=eng eo=epo \
     es=spa et=est eu=eus fa=fas ff=ful fi=fin fj=fij fo=fao fr=fra fy=fry ga=gle gd=gla gl=glg \
     gn=grn gu=guj gv=glv ha=hau he=heb hi=hin ho=hmo hr=hrv ht=hat hu=hun hy=hye hz=her ia=ina \
     id=ind ie=ile ig=ibo ii=iii ik=ipk io=ido is=isl it=ita iu=iku ja=jpn jv=jav ka=kat kg=kon \
     ki=kik kj=kua kk=kaz kl=kal km=khm kn=kan ko=kor kr=kau ks=kas ku=kur kv=kom kw=cor ky=kir \
     la=lat lb=ltz lg=lug li=lim ln=lin lo=lao lt=lit lu=lub lv=lav mg=mlg mh=mah mi=mri mk=mkd \
     ml=mal mn=mon mr=mar ms=msa mt=mlt my=mya na=nau nb=nob nd=nde ne=nep ng=ndo nl=nld nn=nno \
     no=nor nr=nbl nv=nav ny=nya oc=oci oj=oji om=orm or=ori os=oss pa=pan pi=pli pl=pol ps=pus \
     pt=por qu=que rm=roh rn=run ro=ron ru=rus rw=kin sa=san sc=srd sd=snd se=sme sg=sag si=sin \
     sk=slk sl=slv sm=smo sn=sna so=som sq=sqi sr=srp ss=ssw st=sot su=sun sv=swe sw=swa ta=tam \
     te=tel tg=tgk th=tha ti=tir tk=tuk tl=tgl tn=tsn to=ton tr=tur ts=tso tt=tat tw=twi ty=tah \
     ug=uig uk=ukr ur=urd uz=uzb ve=ven vi=vie vo=vol wa=wln wo=wol xh=xho yi=yid yo=yor za=zha \
     zh=zho zu=zul";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        for code in ["fra", "fre", "deu", "ger", "swa", "und", "mul", "qab"] {
            assert!(is_language(code), "{code}");
        }
        for code in ["fr", "esp", "FRA", "", "fra ", "qaé", "qza"] {
            assert!(!is_language(code), "{code}");
        }
        assert_eq!(three_letters("EN"), Some("eng"));
        assert_eq!(three_letters("xx"), None);
        assert!(ALPHA_2.split(' ').all(|pair| is_language(pair.split_once('=').unwrap().1)));
    }

    #[test]
    fn every_code_becomes_the_terminological_one() {
        for (given, expected) in [
            ("en", Some("eng")),
            ("EN", Some("eng")),
            ("fre", Some("fra")),
            ("FRE", Some("fra")),
            ("fr-BE", Some("fra")),
            ("zh_Hant", Some("zho")),
            ("gre", Some("ell")),
            ("fra@", Some("fra")),
            (" deu ", Some("deu")),
            ("mul", Some("mul")),
            ("qab", Some("qab")),
            ("und", None),
            ("UND", None),
            ("esp", None),
            ("xx", None),
            ("", None),
            ("français", None),
        ] {
            assert_eq!(code(given), expected, "{given}");
        }
        for (old, new) in pairs(BIBLIOGRAPHIC) {
            assert!(is_language(old) && is_language(new), "{old}={new}");
            assert_ne!(code(old), Some(old));
        }
    }

    #[test]
    fn tags_are_the_shortest_codes() {
        for (given, expected) in
            [("fre", Some("fr")), ("fra", Some("fr")), ("nl-BE", Some("nl")), ("xyz", None)]
        {
            assert_eq!(tag(given), expected, "{given}");
        }
    }
}
