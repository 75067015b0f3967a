using Intake.Playbooks;
using Intake.Submissions.Forms;
using static Intake.Referrals.ReferralTexts;

namespace Intake.Referrals;

/// <summary>The two forms: the one that asks for the link, and the one behind it.</summary>
internal static class ReferralForms
{
    public const string Source = "referral", Relation = "relation", ReferredBy = "referredBy";

    /// <summary>Asks for the referrer's own address.</summary>
    public static FormTarget Link { get; } = new(Source, "/refer", new Form
    {
        Id = "refer",
        Title = Label("Refer somebody to us", "Iemand doorverwijzen"),
        Activity = "-",
        Fields = [Field("email", FieldType.Email, Label("Your email address", "Uw e-mailadres"), required: true, 254)],
    });

    /// <summary>Asks who is referred.</summary>
    /// <param name="playbook">Tells the propositions.</param>
    /// <param name="named">Whether we know the referrer's name; if not it is asked.</param>
    public static FormTarget Referral(Playbook playbook, bool named) => new(Source, "/refer", new Form
    {
        Id = "referral",
        Title = Label("Refer somebody to us", "Iemand doorverwijzen"),
        Activity = "referral",
        // About no piece of content.
        Content = Proposition.NotStated,
        Fields =
        [
            .. named ? [] : (FormField[])[Field(ReferredBy, FieldType.Text, Label("Your own name", "Uw eigen naam"), required: true, 80)],
            Field("name", FieldType.Text, Label("Who should we talk to?", "Wie kunnen we het best spreken?"), required: true, 120),
            Field("email", FieldType.Email, Label("Their email address", "E-mailadres van deze persoon"), required: true, 254),
            Field("phone", FieldType.Tel, Label("Their phone number", "Telefoonnummer"), required: false, 40),
            Field("company", FieldType.Text, Label("Their company", "Bedrijf"), required: false, 120),
            Field("jobTitle", FieldType.Text, Label("Their job", "Functie"), required: false, 120),
            Field("proposition", FieldType.Select, Label("About what?", "Waarover?"), required: true, 63) with { Options = [.. Choices(playbook)] },
            Field(Relation, FieldType.Text, Label("How do you know them?", "Waarvan kent u deze persoon?"), required: true, 300),
            Field("message", FieldType.TextArea, Label("What is their question?", "Wat is de vraag?"), required: false, 4000),
        ],
    });

    private static IEnumerable<FieldOption> Choices(Playbook playbook) =>
        playbook.Propositions.Values.OrderBy(each => each.Id, StringComparer.Ordinal).Select(each => new FieldOption(each.Id, each.Name))
            .Append(new FieldOption(Proposition.NotStated, Label("I do not know", "Weet ik niet")));

    private static FormField Field(string name, FieldType type, Localized label, bool required, int most) =>
        new() { Name = name, Label = label, Type = type, Required = required, MaxLength = most };
}
