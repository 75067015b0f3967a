using Intake.Handoffs;
using Intake.Mail;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Handoffs;

/// <summary>The files that are shipped, as the app reads them.</summary>
internal static class Sample
{
    public static readonly string Folder = Path.Combine(Repository.Root, "functions", "playbook");
    public static readonly RoutingRules Rules = SamplePlaybook.Instance.Routing;
    public static readonly ContactRules Contacts = SamplePlaybook.Instance.Contacts;
    public static readonly Wording Wording = SamplePlaybook.Instance.Wording;
    public static readonly Team Team = TeamFolder.Load(Path.Combine(Folder, "sample", "team.json"), Rules);

    public static WorkCalendar Calendar(string manager) => WorkCalendar.For(Rules.Hours, Team.ById[manager]);

    /// <summary>An instant as the clock in Amsterdam shows it.</summary>
    public static DateTimeOffset Amsterdam(string local)
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Rules.Hours.Zone.GetUtcOffset(time)).ToUniversalTime();
    }
}
