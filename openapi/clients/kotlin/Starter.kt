// Reads an article with everything that it rests on. The models are those of the generated client;
// on Android, ArticlesApi(basePath).getArticle(...) of the same client fetches for you.
import acupoint.infrastructure.Serializer
import acupoint.models.ArticleDocument
import acupoint.models.Block
import acupoint.models.Inline
import acupoint.models.Problem
import acupoint.models.TextBlock
import java.net.HttpURLConnection
import java.net.URI

val json = Serializer.kotlinxSerializationJson

fun words(runs: List<Inline>): String = runs.joinToString("") { run ->
    when (run) {
        is Inline.TextWrapper -> run.value.text
        is Inline.CitationWrapper -> "[${run.value.number}]"
        is Inline.LinkWrapper -> run.value.text
        is Inline.StudyWrapper -> run.value.text
    }
}

fun show(block: TextBlock): String = when (block) {
    is TextBlock.ParagraphWrapper -> words(block.value.content)
    is TextBlock.ListWrapper -> block.value.items.joinToString("\n") { "- ${words(it.content)}" }
}

// A sealed interface: leave one out, and the compiler says so.
fun show(block: Block): String = when (block) {
    is Block.ParagraphWrapper -> words(block.value.content)
    is Block.ListWrapper -> block.value.items.joinToString("\n") { "- ${words(it.content)}" }
    is Block.StepsWrapper -> block.value.items.joinToString("\n") { "- ${words(it.content)}" }
    is Block.CalloutWrapper -> block.value.blocks.joinToString("\n") { "> ${show(it)}" }
    is Block.QuoteWrapper -> block.value.blocks.joinToString("\n") { "> ${show(it)}" }
    is Block.TableWrapper -> block.value.columns.joinToString(" | ") { words(it.heading) }
    is Block.EvidenceTableWrapper -> block.value.rows.joinToString("\n") { "${it.title}: ${it.outcome}" }
    is Block.BundleListWrapper -> block.value.items.joinToString("\n") { it.title }
    is Block.ImageWrapper -> block.value.image.alt
}

fun main(arguments: Array<String>) {
    val address = arguments.firstOrNull() ?: "http://localhost:8000"
    val path = "/v1/articles/your-first-acupuncture-session?include=sections,references"
    val connection = URI(address + path).toURL().openConnection() as HttpURLConnection
    if (connection.responseCode != 200) {
        val problem = json.decodeFromString<Problem>(connection.errorStream.reader().readText())
        error("${problem.code}: ${problem.detail}")
    }
    val article = json.decodeFromString<ArticleDocument>(connection.inputStream.reader().readText())

    println(article.data.title)
    for (section in article.included?.sections.orEmpty()) {
        println("\n${section.heading.orEmpty()}")
        section.blocks.orEmpty().forEach { println(show(it)) }
    }
    println("\nIt cites ${article.included?.references.orEmpty().size} references.")
}
