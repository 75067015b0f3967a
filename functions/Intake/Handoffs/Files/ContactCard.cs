using System.Globalization;
using Intake.Accounts;
using Intake.Mail;

namespace Intake.Handoffs.Files;

/// <summary>A person as a card for an address book.</summary>
internal static class ContactCard
{
    private const int MostName = 80;

    /// <summary>The card of a person of a handoff, in vCard 3.0: Outlook reads nothing newer.</summary>
    /// <param name="input">The handoff as its mail tells it.</param>
    /// <param name="person">Id of the person.</param>
    public static string Of(HandoffMailInput input, string person)
    {
        var facts = new MailFacts(input);
        string Line(string fact, int most = MostName) => Plain.Line(facts.Fact(person, fact), most);
        var lines = new FoldedLines().Raw("BEGIN", "VCARD").Raw("VERSION", "3.0")
            .Parts("N", Line(FactNames.LastName), Line(FactNames.FirstName), "", "", "")
            .Text("FN", facts.Name(person)).Text("ORG", facts.Company).Text("TITLE", Line(FactNames.JobTitle))
            .Text("TEL;TYPE=WORK,VOICE", MailUrls.Phone(facts.Fact(person, FactNames.Phone))?.Label)
            .Text("EMAIL;TYPE=INTERNET,WORK", Line(FactNames.Email, 254))
            .Text("UID", string.Create(CultureInfo.InvariantCulture, $"urn:intake:{person}"));
        return lines.Raw("END", "VCARD").ToString();
    }
}
