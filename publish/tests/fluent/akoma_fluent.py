"""Fields in several languages for the CKAN of the tests.

Does what ckanext-fluent does with values that come by the API, as its documentation tells it: the
release of ckanext-fluent that can be installed by name needs Python 2. Forms and pages are left
out: nobody looks at them here.
"""

import json
import re

import ckan.plugins as plugins
from ckan.plugins.toolkit import Invalid, config, get_validator, missing
from ckanext.scheming.helpers import scheming_language_text
from ckanext.scheming.validation import scheming_validator

LANGUAGE = re.compile("^[a-z]{2,8}(-[0-9a-zA-Z]{1,8})*$")
TRANSLATED = "_translated"


def required_languages(field, schema):
    if not field.get("required"):
        return []
    if "form_languages" in field:
        return field["form_languages"]
    return schema.get("form_languages") or config["ckan.locales_offered"]


def by_language(field, schema, wanted, check):
    """A validator of an object that has a value of the type `wanted` for each language."""
    required = required_languages(field, schema)

    def validator(key, data, errors, context):
        value = data[key]
        if errors[key]:
            return
        if value is missing:
            value = {}
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                errors[key].append("Failed to decode JSON string")
                return
        if not isinstance(value, dict):
            errors[key].append("expecting JSON object")
            return
        for language, said in value.items():
            if not LANGUAGE.match(language):
                errors[key].append('invalid language code: "%s"' % language)
            elif not isinstance(said, wanted):
                errors[key].append('invalid type for "%s" value' % language)
            else:
                errors[key].extend(check(said))
        for language in required:
            if not value.get(language):
                errors[key].append('Required language "%s" missing' % language)
        if not errors[key]:
            data[key] = json.dumps(value)

    return validator


@scheming_validator
def fluent_text(field, schema):
    return by_language(field, schema, str, lambda text: [])


@scheming_validator
def fluent_tags(field, schema):
    def check(tags):
        errors = []
        for tag in tags:
            for name in ("tag_length_validator", "tag_name_validator"):
                try:
                    get_validator(name)(tag, {})
                except Invalid as e:
                    errors.append(e.error)
        return errors

    return by_language(field, schema, list, check)


def fluent_text_output(value):
    if isinstance(value, dict):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return {config.get("ckan.locale_default", "en"): value}


@scheming_validator
def fluent_core_translated_output(field, schema):
    def validator(key, data, errors, context):
        data[key] = fluent_text_output(data[key])
        core = key[:-1] + (key[-1][: -len(TRANSLATED)],)
        if core in data:
            default = config.get("ckan.locale_default", "en")
            data[core] = scheming_language_text(data[key], default)

    return validator


class Fluent(plugins.SingletonPlugin):
    plugins.implements(plugins.IValidators)

    def get_validators(self):
        return {
            "fluent_text": fluent_text,
            "fluent_tags": fluent_tags,
            "fluent_text_output": fluent_text_output,
            "fluent_tags_output": fluent_text_output,
            "fluent_core_translated_output": fluent_core_translated_output,
        }
