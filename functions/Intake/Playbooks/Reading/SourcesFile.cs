using System.Collections.Immutable;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>sources.json</c>, which a playbook may do without.</summary>
internal static class SourcesFile
{
    public const string Name = "sources.json";

    public static Sources Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, Problems problems)
    {
        if (!files.ContainsKey(Name) || Node.Root(files, Name, problems) is not { } root) return Sources.None;
        var sources = new Sources(root.OptionalList("forms", Form), root.OptionalList("providers", Provider));
        root.Close();
        return sources;
    }

    private static SourceForm Form(Node node) => new()
    {
        Provider = node.Id("provider"),
        Form = node.Text("form"),
        As = node.Id("as"),
        Activity = node.Has("activity") ? node.Id("activity") : null,
        Fields = Words(node.Object("fields")),
        Values = Translations(node.OptionalObject("values")),
    };

    private static SourceProvider Provider(Node node) => new()
    {
        Id = node.Id("id"),
        Proof = node.Object("proof") is { } proof ? Proof(proof) : new SourceProof { Kind = ProofKind.Header },
        TakesForms = node.Has("bodies") && node.OneOf("bodies", "json", "form") == "form",
        Items = Path(node, "items"),
        MessageId = Path(node, "messageId"),
        Form = Path(node, "form"),
        OccurredAt = Path(node, "occurredAt"),
        Fields = Path(node, "fields", required: true) ?? "$",
        FieldName = Path(node, "fieldName"),
        FieldValue = Path(node, "fieldValue", required: node.Has("fieldName")),
    };

    private static SourceProof Proof(Node node)
    {
        var kind = node.OneOf("kind", "hmac-sha256", "header", "path");
        var proof = new SourceProof
        {
            Kind = kind switch { "header" => ProofKind.Header, "path" => ProofKind.Path, _ => ProofKind.Hmac },
            Header = kind == "path" ? "" : node.Text("header"),
        };
        if (proof.Kind == ProofKind.Hmac) proof = Signed(node, proof);
        node.Close();
        return proof;
    }

    private static SourceProof Signed(Node node, SourceProof proof)
    {
        proof = proof with
        {
            Base64 = node.OneOf("encoding", "hex", "base64") == "base64",
            Prefix = node.OptionalText("prefix") ?? "",
            Timestamp = node.OptionalText("timestamp"),
            Milliseconds = node.Has("unit") && node.OneOf("unit", "s", "ms") == "ms",
            Base = node.OptionalText("base") ?? "{body}",
        };
        if (proof.Base.Split("{body}").Length != 2) node.Problem("base", "must have {body} once");
        if (proof.Base.Contains("{timestamp}", StringComparison.Ordinal) != (proof.Timestamp is not null))
            node.Problem("base", "has {timestamp} if, and only if, a header timestamp is named: a time that is not signed proves nothing");
        return proof;
    }

    private static string? Path(Node node, string name, bool required = false)
    {
        if ((required ? node.Text(name) : node.OptionalText(name)) is not { Length: > 0 } path) return null;
        if (JsonPaths.Fault(path) is { } fault) node.Problem(name, $"\"{path}\" {fault}");
        return path;
    }

    private static ImmutableSortedDictionary<string, string> Words(Node? node)
    {
        var words = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (node is null) return words.ToImmutable();
        foreach (var name in node.Unread) words[name] = node.Text(name);
        return words.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Translations(Node? node)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, ImmutableSortedDictionary<string, string>>(StringComparer.Ordinal);
        if (node is null) return fields.ToImmutable();
        foreach (var name in node.Unread) fields[name] = Words(node.Object(name)).WithComparers(StringComparer.OrdinalIgnoreCase);
        return fields.ToImmutable();
    }
}
