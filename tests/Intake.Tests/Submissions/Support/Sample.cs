using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Intake.Links;
using Intake.Playbooks;
using Intake.Tests.Playbooks;
using Intake.Storage;

namespace Intake.Tests.Submissions.Support;

/// <summary>A small playbook and fixed keys, made by hand.</summary>
internal static class Sample
{
    public const string ZoomSecret = "4fv1RkqGQUq5sWbEz6hA5A", StandardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static readonly DateTimeOffset Now = new(2026, 9, 24, 14, 5, 0, TimeSpan.Zero);

    public static Keys Keys { get; } = new(Encoding.UTF8.GetBytes("identity key of the tests, 32 by"));

    public static Seal Seal(TimeProvider time) => new([Encoding.UTF8.GetBytes("links key of the tests, 32 bytes")], time);

    public static Localized Text(string en, string? nl = null) =>
        new(ImmutableSortedDictionary<string, string>.Empty.Add("en", en).Add("nl", nl ?? en));

    public static Form Demo { get; } = new()
    {
        Id = "demo",
        Title = Text("Ask for a demo", "Vraag een demo aan"),
        Activity = "demo-requested",
        Phase = "decision",
        Fields =
        [
            new FormField { Name = "firstName", Label = Text("First name", "Voornaam"), Type = FieldType.Text, Required = true, MaxLength = 40 },
            new FormField { Name = "lastName", Label = Text("Last name", "Achternaam"), Type = FieldType.Text },
            new FormField { Name = "email", Label = Text("Email", "E-mail"), Type = FieldType.Email, Required = true, MaxLength = 254 },
            new FormField { Name = "phone", Label = Text("Phone", "Telefoon"), Type = FieldType.Tel },
            new FormField { Name = "proposition", Label = Text("About", "Waarover"), Type = FieldType.Select, Required = true },
            new FormField { Name = "timeframe", Label = Text("Months until you decide", "Maanden tot besluit"), Type = FieldType.Number },
            new FormField { Name = "message", Label = Text("Message", "Bericht"), Type = FieldType.TextArea, MaxLength = 2000 },
            new FormField { Name = "newsletter", Label = Text("Newsletter", "Nieuwsbrief"), Type = FieldType.CheckBox },
        ],
        Origins = ["https://www.lichtveld.example"],
        ThankYouPages = ["https://www.lichtveld.example/bedankt", "https://www.lichtveld.example/thanks"],
    };

    public static Form Contact { get; } = new()
    {
        Id = "contact",
        Title = Text("Contact"),
        Activity = "contacted",
        Fields =
        [
            new FormField { Name = "subject", Label = Text("Subject", "Onderwerp"), Type = FieldType.Select, Required = true },
            new FormField { Name = "email", Label = Text("Email"), Type = FieldType.Email, Required = true },
            new FormField { Name = "message", Label = Text("Message"), Type = FieldType.TextArea, Required = true },
        ],
        Subjects = [new FormSubject("quote", Text("Quote", "Offerte"), "sales-question", "decision", null), new FormSubject("invoice", Text("Invoice", "Factuur"), "invoice-asked", null, "invoices@lichtveld.example")],
    };

    public static Playbook Playbook { get; } = SamplePlaybook.Instance with
    {
        Version = "0123456789ab",
        Propositions = new[] { new Proposition("charging", Text("Charging", "Laden")), new Proposition("energy", Text("Energy", "Energie")) }.ToFrozenDictionary(p => p.Id),
        Forms = new[] { Demo, Contact }.ToFrozenDictionary(form => form.Id),
        Content = new[]
        {
            Item("wp-laden", "whitepaper") with { Form = "demo" },
            Item("wp-net", "whitepaper"),
            Item("pweb-energie", "product-webinar") with { ProviderIds = ["zoom:93201836192", "standard:4711"] },
        }.ToFrozenDictionary(item => item.Id),
    };

    private static ContentItem Item(string id, string kind) => new()
    {
        Id = id, Kind = kind, Title = Text(id), Shares = ImmutableSortedDictionary<string, int>.Empty.Add("energy", 100),
    };
}
