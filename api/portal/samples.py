"""The first request, in the languages that clients are written in. Each is a whole program."""

from api.portal.code import ORIGIN
from api.query.parse import parse_list_query
from api.resources.studies import STUDIES

FIRST_QUERY = "sort=-year,title&limit=2&fields[study]=title,design"
FIRST_TARGET = f"{STUDIES.type.path}?{FIRST_QUERY}"
"""The newest studies: short to show, and there are some wherever there is evidence."""

FIRST = parse_list_query(STUDIES, FIRST_QUERY.encode())

ENCODED = FIRST_TARGET.replace("[", "%5B").replace("]", "%5D")

CURL = f"curl -g '{ORIGIN}{FIRST_TARGET}'"

TYPESCRIPT = f"""\
type Study = {{ id: string; title: string; design: string }};

const answer = await fetch("{ORIGIN}{ENCODED}");
if (!answer.ok) throw new Error((await answer.json()).detail);

const page = (await answer.json()) as {{ data: Study[] }};
for (const study of page.data) console.log(`${{study.title}} (${{study.design}})`);"""

SWIFT = f"""\
import Foundation

struct Study: Decodable {{ let id, title, design: String }}
struct StudyPage: Decodable {{ let data: [Study] }}

let url = URL(string: "{ORIGIN}{ENCODED}")!
let (body, _) = try await URLSession.shared.data(from: url)
let page = try JSONDecoder().decode(StudyPage.self, from: body)
for study in page.data {{
    print("\\(study.title) (\\(study.design))")
}}"""

KOTLIN = f"""\
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json

@Serializable data class Study(val id: String, val title: String, val design: String)
@Serializable data class StudyPage(val data: List<Study>)

fun main() {{
    val uri = URI("{ORIGIN}{ENCODED}")
    val request = HttpRequest.newBuilder(uri).build()
    val answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
    val page = Json {{ ignoreUnknownKeys = true }}.decodeFromString<StudyPage>(answer.body())
    for (study in page.data) println("${{study.title}} (${{study.design}})")
}}"""

PYTHON = f"""\
import json
from urllib.request import urlopen

with urlopen("{ORIGIN}{ENCODED}") as answer:
    page = json.load(answer)

for study in page["data"]:
    print(f"{{study['title']}} ({{study['design']}})")"""

SAMPLES = {
    "curl": CURL,
    "TypeScript": TYPESCRIPT,
    "Swift": SWIFT,
    "Kotlin": KOTLIN,
    "Python": PYTHON,
}
