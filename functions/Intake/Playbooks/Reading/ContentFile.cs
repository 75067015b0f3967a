using System.Collections.Immutable;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>content.json</c>: content and forms.</summary>
internal static class ContentFile
{
    public const string Name = "content.json";

    /// <summary>Kinds of content.</summary>
    public static readonly string[] Kinds = ["whitepaper", "webinar", "product-webinar", "price-list", "calculator", "pages"];

    public static (ImmutableArray<ContentItem> Content, ImmutableArray<Form> Forms) Read(Node root)
    {
        var content = root.List("content", Item);
        var forms = root.List("forms", FormOf);
        root.Close();
        return (content, forms);
    }

    private static ContentItem Item(Node node)
    {
        var (id, kind) = (node.Id("id"), node.OneOf("kind", Kinds));
        return Item(node, id, kind) with { Asset = AssetReader.Read(node, id, kind) };
    }

    private static ContentItem Item(Node node, string id, string kind) => new()
    {
        Id = id,
        Kind = kind,
        Title = node.Localized("title"),
        Phase = node.OptionalText("phase"),
        Shares = node.Numbers("shares", required: true),
        Topic = node.OptionalText("topic"),
        OpeningQuestion = node.Has("openingQuestion") ? node.Localized("openingQuestion") : null,
        Form = node.OptionalText("form"),
        DurationMinutes = node.OptionalInt("durationMinutes", 1, 1440),
        ProviderIds = node.Texts("providerIds"),
    };

    private static Form FormOf(Node node) => new()
    {
        Id = node.Id("id"),
        Title = node.Localized("title"),
        Activity = node.Id("activity"),
        Phase = node.OptionalText("phase"),
        Content = node.OptionalText("content"),
        Shares = node.Numbers("shares"),
        Fields = node.List("fields", Field),
        Subjects = node.OptionalList("subjects", Subject),
        Origins = node.Texts("origins"),
        ThankYouPages = node.Texts("thankYouPages"),
        DoubleOptIn = node.Flag("doubleOptIn"),
        Confirm = node.Flag("confirm"),
        MinSeconds = node.OptionalInt("minSeconds", 0, 60),
        TokenRequired = node.Has("token") && node.OneOf("token", "required", "optional") == "required",
        WithoutCaptcha = node.Flag("withoutCaptcha"),
        Consent = node.OptionalObject("consent") is { } consent ? ConsentOf(consent) : null,
    };

    private static FormConsent ConsentOf(Node node)
    {
        var consent = new FormConsent(node.OneOf("purpose", Purposes), node.Localized("text"));
        node.Close();
        return consent;
    }

    private static readonly string[] Purposes = [Submissions.ConsentPurposes.Mail, Submissions.ConsentPurposes.Phone, Submissions.ConsentPurposes.Tracking];

    private static string? ConsentOfBox(Node node, FieldType type)
    {
        if (!node.Has("consent")) return null;
        var purpose = node.OneOf("consent", Purposes);
        if (type != FieldType.CheckBox) node.Problem("consent", "is for a checkbox");
        return purpose;
    }

    private static FormField Field(Node node)
    {
        var type = node.OneOf("type", "text", "email", "tel", "textarea", "select", "checkbox", "number") switch
        {
            "email" => FieldType.Email,
            "tel" => FieldType.Tel,
            "textarea" => FieldType.TextArea,
            "select" => FieldType.Select,
            "checkbox" => FieldType.CheckBox,
            "number" => FieldType.Number,
            _ => FieldType.Text,
        };
        return new FormField
        {
            Name = node.Text("name"),
            Label = node.Localized("label"),
            Type = type,
            Required = node.Flag("required"),
            MaxLength = node.OptionalInt("maxLength", 1, 10_000) ?? 200,
            Consent = ConsentOfBox(node, type),
            Options = node.OptionalList("options", option => new FieldOption(option.Text("value"), option.Localized("label"))),
        };
    }

    private static FormSubject Subject(Node node) => new(
        node.Id("id"), node.Localized("label"), node.Id("activity"), node.OptionalText("phase"), node.OptionalText("forward"));
}
