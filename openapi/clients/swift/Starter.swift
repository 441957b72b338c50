// Reads an article with everything that it rests on.
import Acupoint
import Foundation

func words(_ runs: [Inline]) -> String {
    runs.map { run in
        switch run {
        case .typeTextRun(let text): text.text
        case .typeCitationRun(let citation): "[\(citation.number)]"
        case .typeLinkRun(let link): link.text
        case .typeStudyRun(let study): study.text
        case .unknownDefaultOpenApi: ""
        }
    }.joined()
}

func show(_ block: TextBlock) -> String {
    switch block {
    case .typeParagraph(let paragraph): words(paragraph.content)
    case .typeListBlock(let list): list.items.map { "- " + words($0.content) }.joined(separator: "\n")
    case .unknownDefaultOpenApi: ""
    }
}

func show(_ block: Block) -> String {
    switch block {
    case .typeParagraph(let paragraph): words(paragraph.content)
    case .typeListBlock(let list): list.items.map { "- " + words($0.content) }.joined(separator: "\n")
    case .typeSteps(let steps): steps.items.map { "- " + words($0.content) }.joined(separator: "\n")
    case .typeCallout(let callout): callout.blocks.map { "> " + show($0) }.joined(separator: "\n")
    case .typeQuote(let quote): quote.blocks.map { "> " + show($0) }.joined(separator: "\n")
    case .typeTable(let table): table.columns.map { words($0.heading) }.joined(separator: " | ")
    case .typeEvidenceTable(let table): table.rows.map { $0.title + ": " + $0.outcome }.joined(separator: "\n")
    case .typeBundleList(let list): list.items.map { $0.title }.joined(separator: "\n")
    case .typeImageBlock(let picture): picture.image.alt
    case .unknownDefaultOpenApi: "" // A type that is newer than this program.
    }
}

@main
struct Starter {
    static func main() async {
        AcupointAPIConfiguration.shared.basePath = CommandLine.arguments.dropFirst().first ?? "http://localhost:8000"
        do {
            let key = "your-first-acupuncture-session"
            let article = try await ArticlesAPI.getArticle(key: key, include: [.sections, .references])
            print(article.data.title)
            for section in article.included?.sections ?? [] {
                print("\n" + (section.heading ?? ""))
                for block in section.blocks ?? [] { print(show(block)) }
            }
            print("\nIt cites \(article.included?.references?.count ?? 0) references.")
        } catch ErrorResponse.error(_, let body, _, _) {
            let problem = body.flatMap { try? JSONDecoder().decode(Problem.self, from: $0) }
            print(problem.map { $0.code + ": " + $0.detail } ?? "No answer.")
        }
    }
}
