using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Intake.Enrichment;
using Intake.Playbooks.Reading;

namespace Intake.Handoffs;

/// <summary>Reads a team file.</summary>
internal static class TeamFile
{
    private const string List = "accountManagers", Companies = "companies";

    public static Team Read(Node root)
    {
        var companies = ById(root, Companies, root.OptionalList(Companies, CompanyOf), company => company.Id);
        var managers = root.List(List, Manager);
        root.Close();
        if (managers.IsEmpty) root.Problem(List, "needs at least one account manager");
        managers = [.. managers.Select((manager, index) => Employed(manager, index, companies, root))];
        var byId = ById(root, List, managers, manager => manager.Id);
        StandIns(managers, byId, root);
        return new Team { ById = byId, Companies = companies };
    }

    private static FrozenDictionary<string, T> ById<T>(Node root, string list, ImmutableArray<T> items, Func<T, string> idOf)
    {
        var byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
            if (!byId.TryAdd(idOf(item), item)) root.Problem(list, $"\"{idOf(item)}\" is given twice");
        return byId.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static AccountManager Employed(AccountManager manager, int index, FrozenDictionary<string, TeamCompany> companies, Node root)
    {
        if (manager.Company is not { } id) return manager;
        if (companies.TryGetValue(id, out var company)) return manager with { CompanyHours = company.Hours };
        root.Problem($"{List}[{index}].company", $"there is no company \"{id}\"");
        return manager;
    }

    private static void StandIns(ImmutableArray<AccountManager> managers, FrozenDictionary<string, AccountManager> byId, Node root)
    {
        foreach (var (index, manager) in managers.Index())
            foreach (var (id, member) in StandInsOf(manager))
                if (id is not null && (id == manager.Id || !byId.ContainsKey(id)))
                    root.Problem($"{List}[{index}].{member}", $"\"{id}\" is not another account manager");
    }

    private static IEnumerable<(string? Id, string Member)> StandInsOf(AccountManager manager) =>
    [
        (manager.Deputy, "deputy"), (manager.Successor, "successor"),
        .. manager.Absences.Select((absence, index) => (absence.Deputy, $"absences[{index}].deputy")),
    ];

    private static TeamCompany CompanyOf(Node node) => new(node.Id("id"), node.OptionalText("name"), HoursReader.Read(node));

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
        Company = node.OptionalText("company"),
        WorkingDays = node.Has("workingDays") ? HoursReader.Days(node, "workingDays") : null,
        Hours = HoursReader.OfDay(node.OptionalObject("hours")),
        Zone = node.Has("timeZone") ? HoursReader.Zone(node, "timeZone") : null,
        UnreachableSince = node.Has("unreachableSince") ? node.Value<DateTimeOffset>("unreachableSince", TryInstant, "no time such as 2026-09-01T12:00:00Z", default) : null,
        Absences = node.OptionalList("absences", AbsenceOf),
    };

    private static Absence AbsenceOf(Node node)
    {
        var absence = new Absence(node.Day("from"), node.Day("until"), node.OptionalText("deputy"));
        if (absence.From != default && absence.Until != default && absence.Until.DayNumber - absence.From.DayNumber is < 0 or > 1000)
            node.Problem("until", "an absence ends after it begins, within 1000 days; who is away for good is not active");
        return absence;
    }

    private static bool TryInstant(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    private static bool TryEmail(string text, out string email)
    {
        email = text;
        return EmailAddress.TryParse(text, out _);
    }
}
