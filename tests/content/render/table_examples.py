"""Tables, and what they become."""

from typing import Any

from schema.block import (
    EvidenceRow,
    EvidenceTable,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    TableRow,
)
from tests.content.render.block_examples import example, paragraph
from tests.content.render.run_examples import FIRST, SECOND, plain


def row(*cells: str) -> TableRow:
    """A row of plain cells."""
    return TableRow(cells=[TableCell(content=[plain(each)] if each else []) for each in cells])


def study(**fields: Any) -> EvidenceRow:
    """A study that can be relied on, but for the given fields."""
    defaults = {
        "study_id": "stu_1111111111",
        "title": "German trial",
        "condition": "Neck pain",
        "comparison": "Massage",
        "outcome": "Less pain.",
        "verification": "checked",
        "source_status": "current",
    }
    return EvidenceRow(**{**defaults, **fields})


TABLE = Table(
    id="pain",
    caption=[plain("Pain after treatment "), FIRST],
    columns=[
        TableColumn(heading=[plain("Group "), SECOND], alignment="start"),
        TableColumn(heading=[plain("People")], alignment="end"),
    ],
    groups=[
        TableGroup(rows=[row("Sham", "61"), row("Massage", "")]),
        TableGroup(label=[plain("After 6 months")], rows=[row("Sham | laser", "58")]),
    ],
    notes=[paragraph(plain("People who stayed."))],
)
EVIDENCE = EvidenceTable(
    id="studies",
    rows=[
        study(),
        study(verification="disputed", source_status="retracted", condition=""),
        study(verification="as-stated", source_status="unknown"),
        study(source_status="expression-of-concern"),
    ],
)
TABLES = {
    "table": example(
        [TABLE],
        """
        <figure class="table">
        <table id="pain">
        <caption>Pain after treatment <sup class="citation">[<a \
href="/v1/references/ref_1111111111" data-reference="ref_1111111111">1</a>]</sup></caption>
        <thead><tr><th scope="col">Group <sup class="citation">[<a \
href="/v1/references/ref_2222222222" data-reference="ref_2222222222">2</a>]</sup></th>\
<th scope="col" class="end">People</th></tr></thead>
        <tbody>
        <tr><td>Sham</td><td class="end">61</td></tr>
        <tr><td>Massage</td><td class="end"></td></tr>
        </tbody>
        <tbody>
        <tr><th scope="rowgroup" colspan="2">After 6 months</th></tr>
        <tr><td>Sham | laser</td><td class="end">58</td></tr>
        </tbody>
        </table>
        <p class="note">People who stayed.</p>
        </figure>
        """,
        r"""
        Pain after treatment [\[1\]](/v1/references/ref_1111111111)

        | Group [\[2\]](/v1/references/ref_2222222222) | People |
        | --- | ---: |
        | Sham | 61 |
        | Massage |  |
        | **After 6 months** |  |
        | Sham \| laser | 58 |

        People who stayed.
        """,
        """
        Pain after treatment [1]

        Group [2]; People

        Group: Sham; People: 61
        Group: Massage

        After 6 months
        Group: Sham | laser; People: 58

        People who stayed.
        """,
    ),
    "evidence table": example(
        [EVIDENCE],
        """
        <table class="evidence" id="studies">
        <thead><tr><th scope="col">Study</th><th scope="col">Condition</th>\
<th scope="col">Comparison</th><th scope="col">Outcome</th></tr></thead>
        <tbody>
        <tr data-study="stu_1111111111" data-verification="checked" data-source-status="current">\
<th scope="row"><a href="/v1/studies/stu_1111111111" data-type="study" \
data-id="stu_1111111111">German trial</a></th>\
<td>Neck pain</td><td>Massage</td><td>Less pain.</td></tr>
        <tr data-study="stu_1111111111" data-verification="disputed" \
data-source-status="retracted"><th scope="row"><a href="/v1/studies/stu_1111111111" \
data-type="study" data-id="stu_1111111111">German trial</a> (disputed; retracted source)</th>\
<td></td><td>Massage</td><td>Less pain.</td></tr>
        <tr data-study="stu_1111111111" data-verification="as-stated" \
data-source-status="unknown"><th scope="row"><a href="/v1/studies/stu_1111111111" \
data-type="study" data-id="stu_1111111111">German trial</a> (as stated)</th>\
<td>Neck pain</td><td>Massage</td><td>Less pain.</td></tr>
        <tr data-study="stu_1111111111" data-verification="checked" \
data-source-status="expression-of-concern"><th scope="row">\
<a href="/v1/studies/stu_1111111111" data-type="study" data-id="stu_1111111111">German trial</a>\
 (source under an expression of concern)</th>\
<td>Neck pain</td><td>Massage</td><td>Less pain.</td></tr>
        </tbody>
        </table>
        """,
        """
        | Study | Condition | Comparison | Outcome |
        | --- | --- | --- | --- |
        | [German trial](/v1/studies/stu_1111111111) | Neck pain | Massage | Less pain. |
        | [German trial](/v1/studies/stu_1111111111) (disputed; retracted source) |  | Massage \
| Less pain. |
        | [German trial](/v1/studies/stu_1111111111) (as stated) | Neck pain | Massage \
| Less pain. |
        | [German trial](/v1/studies/stu_1111111111) (source under an expression of concern) \
| Neck pain | Massage | Less pain. |
        """,
        """
        German trial. Condition: Neck pain. Comparison: Massage. Outcome: Less pain.
        German trial (disputed; retracted source). Comparison: Massage. Outcome: Less pain.
        German trial (as stated). Condition: Neck pain. Comparison: Massage. Outcome: Less pain.
        German trial (source under an expression of concern). Condition: Neck pain. \
Comparison: Massage. Outcome: Less pain.
        """,
    ),
}
