using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Scores a lead on a day. Whole hundredths only: the same counts, facts, playbook and day give the same score, byte for byte.</summary>
public static class Scorer
{
    private const int Full = 10_000;

    /// <summary>The score of <paramref name="lead"/> as seen on <paramref name="day"/> (UTC); what happened later is not in it.</summary>
    public static Score Score(Account account, Lead lead, Playbook playbook, DateOnly day) =>
        Score(ScoreSheet.Of(account, lead, playbook), day);

    internal static Score Score(ScoreSheet sheet, DateOnly day)
    {
        Span<int> points = stackalloc int[sheet.Templates.Length];
        Span<int> newest = stackalloc int[sheet.Templates.Length];
        points.Clear();
        newest.Fill(int.MinValue);

        var interest = Interest.Count(sheet, day.DayNumber, points, newest);
        var (phase, source) = CurrentPhase(sheet, day.DayNumber);
        if (phase >= 0) points[sheet.Places.Phases + phase] = sheet.Rules.Playbook.Scoring.Phases[phase].Points * 100;
        var (fit, value) = Facts(sheet, points);

        var total = Spread.Over(sheet, points);
        return new Score(total, interest, phase < 0 ? 0 : sheet.Rules.Playbook.Scoring.Phases[phase].Points * 100, fit, value,
            phase < 0 ? null : sheet.Rules.Playbook.Scoring.Phases[phase].Id,
            Reasons(sheet, points, newest, phase, source), day, sheet.Rules.Playbook.Version);
    }

    // The highest phase that still stands, with the line and the day that tell it.
    internal static (int Phase, (int Line, int Day) Source) CurrentPhase(ScoreSheet sheet, int today)
    {
        var (best, source) = (-1, (Line: -1, Day: int.MinValue));
        for (var index = 0; index < sheet.Lines.Length; index++)
        {
            ref readonly var line = ref sheet.Lines[index];
            if (line.Phase < best || line.Phase < 0) continue;
            var day = LastDay(sheet, line, today);
            if (day == int.MinValue || today - day >= sheet.Rules.Playbook.Scoring.Phases[line.Phase].Days) continue;
            if (line.Phase > best || day > source.Day) (best, source) = (line.Phase, (index, day));
        }
        return (best, source);
    }

    private static int LastDay(ScoreSheet sheet, in Line line, int today)
    {
        for (var index = line.End - 1; index >= line.Start; index--)
            if (sheet.Days[index] <= today) return sheet.Days[index];
        return int.MinValue;
    }

    private static (int Fit, int Value) Facts(ScoreSheet sheet, Span<int> points)
    {
        int fit = 0, value = 0;
        foreach (ref readonly var fact in sheet.Facts.AsSpan())
        {
            points[fact.Template] = fact.Hundredths;
            if (fact.OfValue) value += fact.Hundredths;
            else fit += fact.Hundredths;
        }
        foreach (ref readonly var rule in sheet.Conditionals.AsSpan())
        {
            if (!rule.When.Holds(sheet.Known!)) continue;
            points[rule.Template] = rule.Hundredths;
            if (rule.OfValue) value += rule.Hundredths;
            else fit += rule.Hundredths;
        }
        points[sheet.Places.FitClamp] = Math.Clamp(fit, 0, Full) - fit;
        points[sheet.Places.ValueClamp] = Math.Clamp(value, 0, Full) - value;
        return (Math.Clamp(fit, 0, Full), Math.Clamp(value, 0, Full));
    }

    private static ImmutableArray<Reason> Reasons(
        ScoreSheet sheet, ReadOnlySpan<int> points, ReadOnlySpan<int> newest, int phase, (int Line, int Day) source)
    {
        var count = 0;
        for (var index = 0; index < points.Length; index++)
            if (points[index] != 0 || sheet.Unknown[index]) count++;

        var reasons = new Reason[count];
        for (int index = 0, at = 0; index < points.Length; index++)
        {
            if (points[index] == 0 && !sheet.Unknown[index]) continue;
            var template = sheet.Templates[index];
            reasons[at++] = phase >= 0 && index == sheet.Places.Phases + phase
                ? PhaseReason(sheet, template, points[index], phase, source)
                : new Reason(template.Rule, template.Component, points[index], template.Content, DayOf(newest[index]), template.Unknown);
        }
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(reasons);
    }

    private static Reason PhaseReason(ScoreSheet sheet, Template template, int hundredths, int phase, (int Line, int Day) source) =>
        new(template.Rule, template.Component, hundredths, sheet.Templates[sheet.Lines[source.Line].Template].Content,
            DateOnly.FromDayNumber(source.Day + sheet.Rules.Playbook.Scoring.Phases[phase].Days));

    private static DateOnly? DayOf(int number) => number == int.MinValue ? null : DateOnly.FromDayNumber(number);
}
