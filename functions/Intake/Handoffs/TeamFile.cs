using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Enrichment;
using Intake.Playbooks.Reading;

namespace Intake.Handoffs;

/// <summary>Reads a team file.</summary>
internal static class TeamFile
{
    private const string List = "accountManagers";

    public static Team Read(Node root)
    {
        var managers = root.List(List, Manager);
        root.Close();
        if (managers.IsEmpty) root.Problem(List, "needs at least one account manager");
        var byId = new Dictionary<string, AccountManager>(StringComparer.Ordinal);
        foreach (var manager in managers)
            if (!byId.TryAdd(manager.Id, manager)) root.Problem(List, $"\"{manager.Id}\" is given twice");
        StandIns(managers, byId, root);
        return new Team { ById = byId.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    private static void StandIns(ImmutableArray<AccountManager> managers, Dictionary<string, AccountManager> byId, Node root)
    {
        foreach (var (index, manager) in managers.Index())
            foreach (var (id, member) in new[] { (manager.Deputy, "deputy"), (manager.Successor, "successor") })
                if (id is not null && (id == manager.Id || !byId.ContainsKey(id)))
                    root.Problem($"{List}[{index}].{member}", $"\"{id}\" is not another account manager");
    }

    private static AccountManager Manager(Node node) => new()
    {
        Id = node.Id("id"),
        Name = node.Text("name"),
        Email = node.Value<string>("email", TryEmail, "no email address", ""),
        Phone = node.OptionalText("phone"),
        Language = node.Text("language"),
        Weight = node.OptionalInt("weight", 1, 100) ?? 1,
        Capacity = node.OptionalInt("capacity", 1, 1000) ?? 4,
        Territories = [.. node.Texts("territories")],
        Deputy = node.OptionalText("deputy"),
        Successor = node.OptionalText("successor"),
        Active = !node.Has("active") || node.Flag("active"),
        WorkingDays = node.Has("workingDays") ? HoursReader.Days(node, "workingDays") : null,
        Zone = node.Has("timeZone") ? HoursReader.Zone(node, "timeZone") : null,
        Absences = node.OptionalList("absences", AbsenceOf),
    };

    private static Absence AbsenceOf(Node node)
    {
        var absence = new Absence(node.Day("from"), node.Day("until"));
        if (absence.From != default && absence.Until != default && absence.Until.DayNumber - absence.From.DayNumber is < 0 or > 1000)
            node.Problem("until", "an absence ends after it begins, within 1000 days; who is away for good is not active");
        return absence;
    }

    private static bool TryEmail(string text, out string email)
    {
        email = text;
        return EmailAddress.TryParse(text, out _);
    }
}
