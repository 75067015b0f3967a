namespace Intake.Scoring;

/// <summary>Counts the interest: decay, then the caps of rule, group and person, then the persons together, breadth, and the limits of the component.</summary>
internal static class Interest
{
    private const int Full = 10_000;

    /// <summary>Writes what each reason adds, in hundredths before the weight, and the first day on which it adds nothing. Gives the component.</summary>
    public static int Count(ScoreSheet sheet, int today, Span<int> points, Span<int> gone)
    {
        var scoring = sheet.Rules.Playbook.Scoring;
        int total = 0, broad = 0;
        for (var line = 0; line < sheet.Lines.Length;)
        {
            var (person, breadth) = (sheet.Lines[line].Person, sheet.Lines[line].Breadth);
            var sum = 0;
            while (line < sheet.Lines.Length && sheet.Lines[line].Person == person) sum += Group(sheet, today, ref line, points, gone);
            var capped = Capped(sum, scoring.PersonCap * 100, points, sheet.Places.PersonCap);
            if (breadth && capped >= scoring.Breadth.From * 100) broad++;
            total += capped;
        }

        var bonus = Math.Min(Math.Max(broad - 1, 0) * scoring.Breadth.Points, scoring.Breadth.Cap) * 100;
        points[sheet.Places.Breadth] = bonus;
        var component = Math.Clamp(total + bonus, 0, Full);
        points[sheet.Places.InterestClamp] = component - (total + bonus);
        return component;
    }

    // All lines of one person and one group.
    private static int Group(ScoreSheet sheet, int today, ref int line, Span<int> points, Span<int> gone)
    {
        var (person, group) = (sheet.Lines[line].Person, sheet.Lines[line].Group);
        var sum = 0;
        while (line < sheet.Lines.Length && sheet.Lines[line].Person == person && sheet.Lines[line].Group == group)
            sum += Rule(sheet, today, ref line, points, gone);
        return Capped(sum, sheet.Rules.GroupCaps[group], points, sheet.Places.GroupCaps + group);
    }

    // All lines of one person and one rule.
    private static int Rule(ScoreSheet sheet, int today, ref int line, Span<int> points, Span<int> gone)
    {
        ref readonly var first = ref sheet.Lines[line];
        var sum = 0;
        for (; line < sheet.Lines.Length && sheet.Lines[line].Person == first.Person && sheet.Lines[line].Rule == first.Rule; line++)
            sum += LinePoints(sheet, sheet.Lines[line], today, points, gone);
        return Capped(sum, sheet.Rules.RuleCaps[first.Rule], points, first.Cap);
    }

    private static int LinePoints(ScoreSheet sheet, in Line line, int today, Span<int> points, Span<int> gone)
    {
        var seen = Fading.SeenOn(sheet, line, today);
        var hundredths = Fading.Left(sheet, line, seen, today);
        if (hundredths == 0) return 0;
        gone[line.Template] = Math.Max(gone[line.Template], Fading.Gone(sheet, line, seen, today));
        if (line.Factor < 0) hundredths = -hundredths;
        points[line.Template] += hundredths;
        return hundredths;
    }

    // What a cap takes is a reason of its own.
    private static int Capped(int hundredths, int cap, Span<int> points, int template)
    {
        var capped = cap < 0 ? Math.Max(hundredths, cap) : Math.Min(hundredths, cap);
        points[template] += capped - hundredths;
        return capped;
    }
}
