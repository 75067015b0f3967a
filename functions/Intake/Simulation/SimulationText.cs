using System.Globalization;
using System.Text;

namespace Intake.Simulation;

/// <summary>The report as a plain table.</summary>
public static class SimulationText
{
    /// <summary>How many leads are listed at most of those that gain, and of those that lose.</summary>
    private const int MostLeads = 50;

    /// <summary>Writes it.</summary>
    public static string Write(SimulationReport report)
    {
        var text = new Lines();
        text.Add($"Playbook {report.Playbook}, {report.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "the beginning"} to {report.To:yyyy-MM-dd}: {report.Accounts} accounts, {report.Leads} leads");
        text.Add($"");
        Weeks(text, report);
        if (report.SharePerMille is { } share) text.Add($"Of the leads {Percent(share)} would have been handed off.");
        Leads(text, "gain", report.Gained);
        Leads(text, "lose", report.Lost);
        Quality(text, report.Quality);
        foreach (var warning in report.Warnings) text.Add($"Warning: {Words(warning)}");
        LeftOut(text, report);
        return text.ToString();
    }

    private static void Weeks(Lines text, SimulationReport report)
    {
        var width = Math.Max("account manager".Length, report.Weeks.Select(week => week.AccountManager.Length).DefaultIfEmpty().Max());
        text.Add($"{"week",-8}  {"account manager".PadRight(width)}  {"made",5}  {"would",5}");
        foreach (var week in report.Weeks) text.Add($"{week.Week,-8}  {week.AccountManager.PadRight(width)}  {week.Did,5}  {week.Would,5}");
        text.Add($"{"all",-8}  {"".PadRight(width)}  {report.Weeks.Sum(week => week.Did),5}  {report.Weeks.Sum(week => week.Would),5}");
        text.Add($"");
    }

    private static void Leads(Lines text, string verb, IReadOnlyList<ChangedLead> leads)
    {
        text.Add($"{(leads.Count == 1 ? $"1 lead {verb}s" : $"{leads.Count} leads {verb}")} a handoff{(leads.Count == 0 ? "." : ":")}");
        foreach (var lead in leads.Take(MostLeads))
            text.Add($"  {lead.At.UtcDateTime:yyyy-MM-dd HH:mm}  {lead.Gate,-16}  {Points(lead.Score),6}  {lead.AccountManager ?? "-",-16}  {lead.Lead}");
        if (leads.Count > MostLeads) text.Add($"  and {leads.Count - MostLeads} more");
    }

    private static void Quality(Lines text, GateQuality? quality)
    {
        if (quality is null) return;
        text.Add($"Sales has answered {quality.Accepted + quality.Refused} of these, and took {quality.Accepted}: precision {Percent(quality.PrecisionPerMille)}, recall {Percent(quality.RecallPerMille)}.");
        text.Add($"The threshold that would have been best is {quality.BestThreshold} (F1 {Percent(quality.BestPerMille)}).");
    }

    private static void LeftOut(Lines text, SimulationReport report)
    {
        if (report.Erased > 0) text.Add($"Left out: {report.Erased} submissions of persons who were erased.");
        if (report.Testers > 0) text.Add($"Left out: {report.Testers} accounts of testers.");
        if (report.Approximate > 0) text.Add($"Approximate: {report.Approximate} accounts that were merged, or are older than what a replay needs.");
        if (report.Failed > 0) text.Add($"Left out: {report.Failed} accounts that could not be replayed.");
        if (report.AnswersWithoutHandoff > 0) text.Add($"Answers of sales for which there would have been no handoff: {report.AnswersWithoutHandoff}.");
    }

    private static string Words(SimulationWarning warning) => warning.Kind switch
    {
        SimulationWarnings.TooMany => string.Create(CultureInfo.InvariantCulture, $"{warning.AccountManager} would get {warning.Actual} handoffs in {warning.Week}, agreed are at most {warning.Limit}."),
        SimulationWarnings.AboveCapacity => string.Create(CultureInfo.InvariantCulture, $"{warning.AccountManager} would get {warning.Actual} handoffs of the score lane in {warning.Week}, and can take {warning.Limit}."),
        SimulationWarnings.ShareAbove => $"{Percent(warning.Actual)} of the leads would be handed off, agreed are at most {Percent(warning.Limit)}.",
        _ => $"{Percent(warning.Actual)} of the leads would be handed off, agreed are at least {Percent(warning.Limit)}.",
    };

    private static string Percent(int? perMille) =>
        perMille is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value / 10}.{value % 10} %") : "-";

    private static string Points(int? hundredths) =>
        hundredths is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value / 100}.{value % 100:D2}") : "-";

    private sealed class Lines
    {
        private readonly StringBuilder text = new();

        public void Add(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

        public override string ToString() => text.ToString();
    }
}
