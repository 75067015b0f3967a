using System.Collections.Frozen;
using Intake.Enrichment;

namespace Intake.Handoffs;

/// <summary>A team file as written.</summary>
internal sealed class TeamFile : FilePart
{
    public List<ManagerPart?>? AccountManagers { get; set; }

    public static Team? Parse(ReadOnlyMemory<byte> json, PlaybookFile file)
    {
        if (file.Read(json, PlaybookFileJson.Default.TeamFile) is not { } part) return null;
        file.Known(part, "$");
        var managers = (part.AccountManagers ?? []).Select((manager, at) => ManagerPart.Parse(manager, $"$.accountManagers[{at}]", file)).ToList();
        if (managers.Count == 0) file.Wrong("$.accountManagers", "at least one account manager is expected");
        file.Unique(managers.Select(manager => manager.Id), "$.accountManagers");
        CheckStandIns(managers, file);
        return file.Clean ? new Team { ById = managers.ToFrozenDictionary(manager => manager.Id) } : null;
    }

    private static void CheckStandIns(List<AccountManager> managers, PlaybookFile file)
    {
        foreach (var (at, manager) in managers.Index())
        {
            foreach (var (id, member) in new[] { (manager.Deputy, "deputy"), (manager.Successor, "successor") })
            {
                if (id is not null && (id == manager.Id || managers.All(other => other.Id != id)))
                    file.Wrong($"$.accountManagers[{at}].{member}", $"'{id}' is not another account manager");
            }
        }
    }
}

/// <summary>An account manager as written.</summary>
internal sealed class ManagerPart : FilePart
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Language { get; set; }
    public int? Weight { get; set; }
    public int? Capacity { get; set; }
    public List<string>? Territories { get; set; }
    public string? Deputy { get; set; }
    public string? Successor { get; set; }
    public bool? Active { get; set; }
    public List<string>? WorkingDays { get; set; }
    public string? TimeZone { get; set; }
    public List<AbsencePart?>? Absences { get; set; }

    internal sealed class AbsencePart : FilePart
    {
        public string? From { get; set; }
        public string? Until { get; set; }
    }

    public static AccountManager Parse(ManagerPart? part, string path, PlaybookFile file)
    {
        file.Known(part, path);
        part ??= new ManagerPart();
        if (!EmailAddress.TryParse(part.Email, out _)) file.Wrong(path + ".email", "an email address is expected");
        return new AccountManager
        {
            Id = file.Id(part.Id, path + ".id"),
            Name = file.Text(part.Name, path + ".name"),
            Email = part.Email ?? "",
            Phone = part.Phone,
            Language = file.Text(part.Language, path + ".language"),
            Weight = InRange(part.Weight ?? 1, 1, 100, path + ".weight", file),
            Capacity = InRange(part.Capacity ?? 4, 1, 1000, path + ".capacity", file),
            Territories = [.. part.Territories ?? []],
            Deputy = part.Deputy,
            Successor = part.Successor,
            Active = part.Active ?? true,
            WorkingDays = HoursPart.WorkingDays(part.WorkingDays, path + ".workingDays", file),
            Zone = part.TimeZone is null ? null : HoursPart.Zone(part.TimeZone, path + ".timeZone", file),
            Absences = [.. (part.Absences ?? []).Select((absence, at) => ParseAbsence(absence, $"{path}.absences[{at}]", file))],
        };
    }

    private static int InRange(int value, int least, int most, string path, PlaybookFile file)
    {
        if (value < least || value > most) file.Wrong(path, $"{least} to {most} is expected");
        return value;
    }

    private static Absence ParseAbsence(AbsencePart? part, string path, PlaybookFile file)
    {
        file.Known(part, path);
        var absence = new Absence(HoursPart.Date(part?.From, path + ".from", file), HoursPart.Date(part?.Until, path + ".until", file));
        if (absence.Until < absence.From || absence.Until.DayNumber - absence.From.DayNumber > 1000)
            file.Wrong(path, "an absence ends after it begins, within 1000 days; who is away for good is not active");
        return absence.Until < absence.From ? new Absence(absence.From, absence.From) : absence;
    }
}
