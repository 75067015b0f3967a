using Intake.Handoffs;
using Intake.Mail;
using Intake.Playbooks;

namespace Intake.Tests.Handoffs;

/// <summary>The files that are shipped, as the app reads them.</summary>
internal static class Sample
{
    public static readonly string Folder = Path.Combine(Repository.Root, "functions", "playbook");
    public static readonly RoutingRules Rules = Read("routing.json", RoutingRules.Parse);
    public static readonly ContactRules Contacts = Read("contact-rules.json", ContactRules.Parse);
    public static readonly Wording Wording = Playbooks.SamplePlaybook.Instance.Wording;
    public static readonly Team Team = Read("sample/team.json", Team.Parse);

    public static WorkCalendar Calendar(string manager) => WorkCalendar.For(Rules.Hours, Team.ById[manager]);

    /// <summary>An instant as the clock in Amsterdam shows it.</summary>
    public static DateTimeOffset Amsterdam(string local)
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Rules.Hours.Zone.GetUtcOffset(time)).ToUniversalTime();
    }

    private static T Read<T>(string file, Func<ReadOnlyMemory<byte>, string, Problems, T?> parse) where T : class
    {
        var problems = new Problems();
        return parse(File.ReadAllBytes(Path.Combine(Folder, file)), file, problems)
            ?? throw new InvalidOperationException(string.Join(Environment.NewLine, problems.Found));
    }
}
