using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Submissions;

namespace Intake.Mail;

/// <summary>A submission that is not sales' business, as its mailbox gets it:
/// who, about what, in their words, and whatever else they filled in.</summary>
public sealed record ForwardMailModel(
    string Language, string Subject, string Heading, ImmutableArray<ForwardLine> Lines, string? Message, MailLink? Write)
{
    /// <summary>What their own words are headed by.</summary>
    public string MessageHeading => Texts.In(Language).InTheirWords;

    /// <summary>The same as plain text.</summary>
    public string Text =>
        string.Join('\n',
        [
            Heading, "", .. Lines.Select(line => $"{line.Name}: {line.Value}"),
            .. Message is null ? [] : (string[])["", MessageHeading, Message],
        ]);

    /// <summary>Makes it of a submission.</summary>
    public static ForwardMailModel From(Submission submission, Playbook playbook)
    {
        var contact = submission.Contact;
        var form = playbook.Forms.GetValueOrDefault(submission.Form ?? submission.Content);
        var language = submission.Language is "nl" ? "nl" : "en";
        // What sales refused as not theirs need not have come by a form, nor with a subject.
        var about = form?.Subjects.FirstOrDefault(subject => subject.Id == submission.Subject)?.Label.In(language) ?? Plain.Line(playbook.Wording.DidIn(submission.Activity, language));
        var name = Plain.Line(contact.Name ?? $"{contact.FirstName} {contact.LastName}".Trim());
        string LabelOf(string field) => form?.Fields.FirstOrDefault(known => known.Name == field)?.Label.In(language) ?? field;
        (string Name, string? Value)[] said =
        [
            (language is "nl" ? "Naam" : "Name", name), (language is "nl" ? "E-mail" : "Email", contact.Email), (language is "nl" ? "Telefoon" : "Phone", contact.Phone),
            (language is "nl" ? "Bedrijf" : "Company", contact.Company), (language is "nl" ? "Functie" : "Job title", contact.JobTitle),
            .. submission.Fields.Select(field => (LabelOf(field.Key), (string?)field.Value)),
        ];
        return new ForwardMailModel(
            language, Plain.Line($"{about}: {(name.Length > 0 ? name : contact.Company ?? contact.Email)}", 60), about,
            [
                .. from line in said
                   where !string.IsNullOrWhiteSpace(line.Value)
                   select new ForwardLine(Plain.Line(line.Name), Plain.Line(line.Value)),
            ],
            submission.Message is { Length: > 0 } message ? Plain.Block(message) : null,
            MailUrls.Write(language is "nl" ? "Schrijf terug" : "Write back", contact.Email));
    }
}

/// <summary>A field and what was filled in.</summary>
public sealed record ForwardLine(string Name, string Value);
