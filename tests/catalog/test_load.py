"""Bad catalog data is refused as it loads, with file, line and record."""

from __future__ import annotations

import pytest

from extractor.catalog.load import Catalog
from extractor.errors import PatternError
from extractor.rules.source import read_folder

VENDORS = """\
vendors:
  - {id: acme, name: Acme, roles: [designer]}
  - {id: acme-labs, name: Acme Labs, parent: acme, roles: [designer]}
  - {id: other, name: Other, roles: [foundry]}
"""
CHIPS = """\
vendor: acme
chips:
  - {id: zephyr, name: Zephyr, kind: npu, level: family, models: ['[2-9]'], canonical: '{name}{model}'}
  - {id: zephyr2, name: Zephyr2, kind: npu, level: model, family: zephyr, predecessor: zephyr}
"""


def load(folder, vendors=VENDORS, chips=CHIPS):
    (folder / "vendors.yaml").write_text(vendors)
    (folder / "chips.yaml").write_text(chips)
    return Catalog(read_folder(folder))


def chip(line):
    return f"{CHIPS}  - {{id: new, name: New One, kind: cpu, level: family, {line}}}\n"


@pytest.mark.parametrize(
    ("chips", "line", "record", "message"),
    [
        pytest.param(
            CHIPS + "  - {id: zephyr, name: Z, kind: npu, level: core}\n", 5, "zephyr", "ids are unique", id="id"
        ),
        pytest.param(chip("vendor: nobody"), 5, "new", "vendor 'nobody' is unknown", id="vendor"),
        pytest.param(chip("family: nothing"), 5, "new", "family 'nothing' is unknown", id="family"),
        pytest.param(chip("predecessor: nothing"), 5, "new", "predecessor 'nothing' is unknown", id="predecessor"),
        pytest.param(chip("predecessor: new"), 5, "new", "a cycle: new > new", id="cycle"),
        pytest.param(chip("models: ['[2-']"), 5, "new", "is no regular expression", id="expression"),
        pytest.param(chip(r"models: ['\d+']"), 5, "new", "repeats without bound", id="unbounded"),
        pytest.param(chip("forms: ['(a{1,9}){2,}']"), 5, "new", "repeats without bound", id="unbounded-group"),
        pytest.param(chip("models: ['X?']"), 5, "new", "matches the empty text", id="empty-text"),
        pytest.param(chip("aliases: ['( )']"), 5, "new", "can't match", id="no-letter"),
        pytest.param(chip("aliases: [' New']"), 5, "new", "no blanks around it", id="blanks"),
        pytest.param(chip("canonical: '{nam}'"), 5, "new", "none of {name}, {model}, {form}", id="template"),
        pytest.param(chip("aliases: [zephyr]"), 5, "new", "'zephyr' is the name of 'zephyr' too", id="alias"),
        pytest.param(chip("colour: red"), 5, "new", "unknown key 'colour'", id="unknown-key"),
    ],
)
def test_a_bad_chip_is_refused(tmp_path, chips, line, record, message):
    with pytest.raises(PatternError) as error:
        load(tmp_path, chips=chips)
    assert (error.value.where.path.name, error.value.where.line, error.value.rule) == ("chips.yaml", line, record)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        pytest.param("{id: acme, name: A, roles: [ip]}", "ids are unique", id="id"),
        pytest.param("{id: new, name: Acme, roles: [ip]}", "'Acme' is the name of 'acme' too", id="name"),
        pytest.param("{id: new, name: New, parent: nobody, roles: [ip]}", "parent 'nobody' is unknown", id="parent"),
        pytest.param("{id: new, name: New, parent: new, roles: [ip]}", "a cycle", id="cycle"),
        pytest.param("{id: new, name: New, roles: [baker]}", "roles.0: Input should be", id="role"),
    ],
)
def test_a_bad_vendor_is_refused(tmp_path, entry, message):
    with pytest.raises(PatternError) as error:
        load(tmp_path, vendors=f"{VENDORS}  - {entry}\n")
    assert (error.value.where.path.name, error.value.where.line) == ("vendors.yaml", 5)
    assert message in str(error.value)


def test_a_cycle_of_three_is_found(tmp_path):
    lines = "".join(
        f"  - {{id: {one}, name: N{one}, kind: cpu, level: model, predecessor: {other}}}\n"
        for one, other in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    with pytest.raises(PatternError, match="a cycle: a > b > c > a"):
        load(tmp_path, chips=CHIPS + lines)


def test_an_ambiguous_name_may_be_shared_if_evidence_is_asked(tmp_path):
    line = "aliases: [zephyr], evidence: {needs: [vendor]}"
    assert load(tmp_path, chips=chip(line)).chips["new"].aliases == ("zephyr",)


def test_a_file_s_chips_are_its_vendor_s(tmp_path):
    catalog = load(tmp_path, chips=chip("vendor: other"))
    assert [catalog.chips[id].vendor for id in ("zephyr", "new")] == ["acme", "other"]


def test_houses(tmp_path):
    catalog = load(tmp_path)
    assert [catalog.house(vendor) for vendor in ("acme-labs", "acme", "other")] == ["acme", "acme", "other"]
    assert (catalog.vendor_name("acme-labs"), catalog.vendor_name(None)) == ("Acme Labs", None)


def test_words_are_those_of_the_macros(tmp_path):
    (tmp_path / "names.yaml").write_text("macros:\n  legal-form: {words: [Inc., Ltd]}\n")
    catalog = load(tmp_path)
    assert (catalog.words("legal-form"), catalog.words("other")) == ({"inc.", "ltd"}, frozenset())
