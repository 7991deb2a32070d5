#!/usr/bin/env bash
# A CKAN of several languages (fr, nl, en) beside one that ckan-up.sh has brought up: its programs and
# its PostgreSQL and Redis, a database, an index and a port of its own.
# Usage: ckan-fluent.sh ROOT SOLR_STUB     ROOT: the folder given to ckan-up.sh; SOLR_STUB: its solr_stub.py
# Output: ROOT/fluent.env.sh with CKAN_FLUENT_URL and CKAN_FLUENT_TOKEN; its processes are added to
# ROOT/pids, so that ckan-down.sh stops them.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$1 stub=$2
pgport=${PGPORT:-54399} rport=${RPORT:-63799} sport=${FLUENT_SPORT:-24297} port=${FLUENT_PORT:-50553}
bin=${VENV:-$root/venv}/bin
folder=$root/fluent
mkdir -p "$folder/storage"

# The plugin, where CKAN finds it.
site=$("$bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cp "$here/fluent/akoma_fluent.py" "$site/"
mkdir -p "$site/akoma_fluent-1.dist-info"
printf 'Metadata-Version: 2.1\nName: akoma-fluent\nVersion: 1\n' > "$site/akoma_fluent-1.dist-info/METADATA"
printf '[ckan.plugins]\nfluent = akoma_fluent:Fluent\n' > "$site/akoma_fluent-1.dist-info/entry_points.txt"
cp "$here/fluent/presets.json" "$site/akoma_fluent_presets.json"

# The schema that ckanext-dcat ships, in our languages.
schemas=$("$bin/python" -c 'import importlib.util as u; print(u.find_spec("ckanext.dcat.schemas").submodule_search_locations[0])')
sed 's/^form_languages:.*/form_languages: [fr, nl, en]/' "$schemas/dcat_ap_multilingual.yaml" > "$folder/schema.yaml"

sql() { psql -h 127.0.0.1 -p "$pgport" -U postgres -qtc "$1"; }
sql "select 1 from pg_database where datname = 'ckan_fluent'" | grep -q 1 ||
    sql "create database ckan_fluent owner ckan_default encoding 'utf8'"
python3 "$stub" "$sport" 2.11 > "$folder/solr.log" 2>&1 &
echo $! >> "$root/pids"

ini=$folder/ckan.ini
cp "$root/ckan.ini" "$ini"
"$bin/ckan" config-tool "$ini" \
    "sqlalchemy.url = postgresql://ckan_default:pass@127.0.0.1:$pgport/ckan_fluent" \
    "ckan.site_url = http://127.0.0.1:$port" "ckan.site_id = fluent" \
    "ckan.redis.url = redis://127.0.0.1:$rport/1" \
    "solr_url = http://127.0.0.1:$sport/solr/ckan" "ckan.storage_path = $folder/storage" \
    "ckan.devserver.port = $port" "ckan.locale_default = fr" "ckan.locales_offered = fr nl en" \
    "ckan.plugins = dcat dcat_json_interface structured_data scheming_datasets fluent" \
    "scheming.dataset_schemas = file://$folder/schema.yaml" \
    "scheming.presets = ckanext.scheming:presets.json ckanext.dcat.schemas:presets.yaml file://$site/akoma_fluent_presets.json" > /dev/null
"$bin/ckan" -c "$ini" db init > "$folder/dbinit.log" 2>&1
"$bin/ckan" -c "$ini" user show admin 2> /dev/null | grep -q name=admin || {
    "$bin/ckan" -c "$ini" user add admin email=admin@example.org password=adminadmin1
    "$bin/ckan" -c "$ini" sysadmin add admin
} > "$folder/user.log" 2>&1
token=$("$bin/ckan" -c "$ini" user token add admin publish -q 2> /dev/null | tail -1)
"$bin/ckan" -c "$ini" run --disable-reloader --host 127.0.0.1 --port "$port" > "$folder/ckan.log" 2>&1 &
echo $! >> "$root/pids"
printf 'export CKAN_FLUENT_URL=http://127.0.0.1:%s\nexport CKAN_FLUENT_TOKEN=%s\n' "$port" "$token" > "$root/fluent.env.sh"
for _ in $(seq 300); do
    curl -sf "http://127.0.0.1:$port/api/3/action/scheming_dataset_schema_show?type=dataset" > /dev/null && exit
    sleep .2
done
tail -20 "$folder/ckan.log"
exit 1
