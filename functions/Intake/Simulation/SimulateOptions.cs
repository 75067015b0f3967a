using System.Globalization;

namespace Intake.Simulation;

/// <summary>What the command is told: <c>simulate --playbook DIR [--from DAY] [--to DAY] [--chart FILE.svg] [--json FILE.json]</c>.</summary>
/// <param name="Playbook">Directory of the playbook to try; files that it lacks are taken from the packaged one.</param>
/// <param name="From">The first day; null for all.</param>
/// <param name="To">The last day; null for today.</param>
/// <param name="Chart">Where the chart goes; null for none.</param>
/// <param name="Json">Where the report goes as JSON; null for nowhere.</param>
internal sealed record SimulateOptions(string Playbook, DateOnly? From, DateOnly? To, string? Chart, string? Json)
{
    public const string Usage = "Usage: simulate --playbook DIR [--from DAY] [--to DAY] [--chart FILE.svg] [--json FILE.json], where a DAY is written 2026-09-01";

    private static readonly string[] Known = ["--playbook", "--from", "--to", "--chart", "--json"];

    /// <summary>The options; null with all that is wrong with them.</summary>
    public static SimulateOptions? Read(IReadOnlyList<string> arguments, List<string> problems)
    {
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        for (var index = 0; index < arguments.Count; index += 2)
        {
            var name = arguments[index];
            if (!Known.Contains(name)) problems.Add($"{name} is not known");
            else if (index + 1 == arguments.Count) problems.Add($"{name} lacks its value");
            else if (!given.TryAdd(name, arguments[index + 1])) problems.Add($"{name} is given twice");
        }
        var (from, to) = (Day(given, "--from", problems), Day(given, "--to", problems));
        if (from > to) problems.Add("--from is later than --to");
        if (!given.TryGetValue("--playbook", out var playbook)) problems.Add("--playbook is missing");
        if (problems.Count == 0) return new SimulateOptions(playbook!, from, to, given.GetValueOrDefault("--chart"), given.GetValueOrDefault("--json"));
        problems.Add(Usage);
        return null;
    }

    private static DateOnly? Day(Dictionary<string, string> given, string name, List<string> problems)
    {
        if (!given.TryGetValue(name, out var text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        problems.Add($"{name} {text} is no day such as 2026-09-01");
        return null;
    }
}
