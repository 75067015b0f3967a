using System.Runtime.InteropServices;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;

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
        // All of them are zeros: locals are initialised wherever it is not asked otherwise.
        Span<int> points = stackalloc int[sheet.Templates.Length], shown = stackalloc int[points.Length];
        // Only what was done fades: the reasons of the lines come first.
        Span<int> gone = stackalloc int[sheet.Places.GroupCaps];

        var interest = Interest.Count(sheet, day.DayNumber, points, gone);
        var (phase, source) = CurrentPhase(sheet, day.DayNumber);
        var reached = phase < 0 ? 0 : sheet.Rules.Phases[phase].Hundredths;
        if (phase >= 0) points[sheet.Places.Phases + phase] = reached;
        var (fit, value) = Facts(sheet, points);

        shown = shown[..Shown(sheet, points, shown)];
        var total = Spread.Over(sheet, shown, points);
        var reasons = Reasons(sheet, shown, points, gone, phase, source);
        var playbook = sheet.Rules.Playbook;
        return new Score(total, interest, reached, fit, value, phase < 0 ? null : playbook.Scoring.Phases[phase].Id,
            ImmutableCollectionsMarshal.AsImmutableArray(reasons), day, playbook.Version);
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
            if (day == int.MinValue || today - day >= sheet.Rules.Phases[line.Phase].Days) continue;
            if (line.Phase > best || day > source.Day) (best, source) = (line.Phase, (index, day));
        }
        return (best, source);
    }

    private static int LastDay(ScoreSheet sheet, in Line line, int today)
    {
        for (var index = line.End - 1; index >= line.Start; index--)
            if (sheet.Days[index].Day <= today) return sheet.Days[index].Day;
        return int.MinValue;
    }

    private static (int Fit, int Value) Facts(ScoreSheet sheet, Span<int> points)
    {
        var (fit, value) = sheet.FactSums;
        sheet.Facts.CopyTo(points[sheet.Places.Facts..]);
        if (sheet.Known is { } known) Conditions(sheet.Rules.Conditionals, known, points[^sheet.Rules.Conditionals.Length..], ref fit, ref value);
        points[sheet.Places.FitClamp] = Math.Clamp(fit, 0, Full) - fit;
        points[sheet.Places.ValueClamp] = Math.Clamp(value, 0, Full) - value;
        return (Math.Clamp(fit, 0, Full), Math.Clamp(value, 0, Full));
    }

    private static void Conditions(Conditional[] conditionals, FieldValues known, Span<int> points, ref int fit, ref int value)
    {
        var numbers = known.Numbers;
        for (var index = 0; index < conditionals.Length; index++)
        {
            ref readonly var rule = ref conditionals[index];
            var hundredths = rule.Holds(numbers, known) ? rule.Hundredths : 0;
            points[index] = hundredths;
            if (rule.OfValue) value += hundredths;
            else fit += hundredths;
        }
    }

    // The indexes of what is told: all that counts, and the facts that nobody told.
    private static int Shown(ScoreSheet sheet, ReadOnlySpan<int> points, Span<int> shown)
    {
        var (facts, conditions) = (sheet.Places.Facts, sheet.Places.Facts + sheet.Facts.Length);
        var count = Counting(points, 0, facts, shown, 0);
        for (var index = facts; index < conditions; index++)
            if (points[index] != 0 || sheet.Templates[index].Unknown) shown[count++] = index;
        return Counting(points, conditions, points.Length, shown, count);
    }

    // Writes every index and keeps those that count: a branch here would be guessed wrong too often.
    private static int Counting(ReadOnlySpan<int> points, int from, int to, Span<int> shown, int count)
    {
        for (var index = from; index < to; index++)
        {
            shown[count] = index;
            count += points[index] != 0 ? 1 : 0;
        }
        return count;
    }

    private static Reason[] Reasons(
        ScoreSheet sheet, ReadOnlySpan<int> shown, ReadOnlySpan<int> points, ReadOnlySpan<int> gone, int phase, (int Line, int Day) source)
    {
        var (told, reasons) = (phase < 0 ? -1 : sheet.Places.Phases + phase, new Reason[shown.Length]);
        for (var at = 0; at < reasons.Length; at++)
        {
            var index = shown[at];
            var template = sheet.Templates[index];
            reasons[at] = index < gone.Length
                ? new Reason(template.Rule, template.Component, points[index], template.Content, gone[index] == 0 ? null : DateOnly.FromDayNumber(gone[index]))
                : index == told ? PhaseReason(sheet, template, points[index], phase, source)
                : new Reason(template.Rule, template.Component, points[index], Unknown: template.Unknown);
        }
        return reasons;
    }

    // What was done last tells the phase, which stands for its days from then on.
    private static Reason PhaseReason(ScoreSheet sheet, Template template, int hundredths, int phase, (int Line, int Day) source) =>
        new(template.Rule, template.Component, hundredths, sheet.Templates[sheet.Lines[source.Line].Template].Content,
            DateOnly.FromDayNumber(source.Day + sheet.Rules.Phases[phase].Days));
}
