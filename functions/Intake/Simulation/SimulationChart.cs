using System.Globalization;
using System.Net;
using System.Text;

namespace Intake.Simulation;

/// <summary>The report as a chart: for every week the handoffs that were made beside those that would have been. SVG that reads well on light and on dark,
/// on a phone, and aloud.</summary>
public static class SimulationChart
{
    private const int Left = 36, Top = 64, Height = 200, Bottom = 44, Least = 420, Most = 920, Widest = 44, Narrowest = 6, Label = 34;

    // Contrast of text at least 4.5 to 1, of bars at least 3 to 1, in both.
    private const string Style = """
        svg{max-width:100%;height:auto}text{font:13px system-ui,sans-serif;fill:#1f2933}.head{font-weight:600}.back{fill:#fff}.grid{stroke:#d9e0e7}.axis{stroke:#52606d}.did{fill:#7b8794}.would{fill:#0b7285}
        @media(prefers-color-scheme:dark){text{fill:#f0f4f8}.back{fill:#1b2733}.grid{stroke:#334e68}.axis{stroke:#9fb3c8}.did{fill:#829ab1}.would{fill:#3bc9db}}
        """;

    /// <summary>Writes it.</summary>
    public static string Write(SimulationReport report)
    {
        var weeks = ChartWeek.Of(report);
        var step = weeks.Count == 0 ? Widest : Math.Clamp((Most - Left - 12) / weeks.Count, Narrowest, Widest);
        var (width, height) = (Math.Max(Least, Left + (weeks.Count * step) + 12), Top + Height + Bottom);
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\">");
        Add(svg, $"<title id=\"title\">Handoffs a week with playbook {WebUtility.HtmlEncode(report.Playbook)}</title>");
        Add(svg, $"<desc id=\"desc\">{Aloud(weeks)}</desc>");
        Add(svg, $"<style>{Style}</style>");
        Add(svg, $"<rect class=\"back\" width=\"{width}\" height=\"{height}\"/>");
        Legend(svg, report);
        var top = Axis(svg, Math.Max(1, weeks.Select(week => Math.Max(week.Did, week.Would)).DefaultIfEmpty().Max()), width);
        foreach (var (index, week) in weeks.Index()) Columns(svg, week, Left + 4 + (index * step), step, top);
        Labels(svg, weeks, step);
        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static string Aloud(IReadOnlyList<ChartWeek> weeks) => weeks.Count == 0
        ? "There were no handoffs, and there would have been none."
        : string.Join(' ', weeks.Select(week => string.Create(CultureInfo.InvariantCulture, $"{week.Name}: {week.Did} made, {week.Would} would have been made.")));

    private static void Legend(StringBuilder svg, SimulationReport report)
    {
        Add(svg, $"<text class=\"head\" x=\"{Left}\" y=\"20\">Handoffs a week, playbook {WebUtility.HtmlEncode(report.Playbook)}</text>");
        Add(svg, $"<rect class=\"did\" x=\"{Left}\" y=\"31\" width=\"12\" height=\"12\"/><text x=\"{Left + 18}\" y=\"42\">made</text>");
        Add(svg, $"<rect class=\"would\" x=\"{Left + 76}\" y=\"31\" width=\"12\" height=\"12\"/><text x=\"{Left + 94}\" y=\"42\">would have been made</text>");
    }

    // The top of the scale: what a whole number of equal steps reaches.
    private static int Axis(StringBuilder svg, int highest, int width)
    {
        var tick = 1;
        for (var factors = 0; tick * 4 < highest; factors++) tick = factors % 3 == 1 ? tick / 2 * 5 : tick * 2;
        var top = (highest + tick - 1) / tick * tick;
        for (var at = 0; at <= top; at += tick)
        {
            var y = Top + Height - (at * Height / top);
            Add(svg, $"<line class=\"{(at == 0 ? "axis" : "grid")}\" x1=\"{Left}\" y1=\"{y}\" x2=\"{width - 4}\" y2=\"{y}\"/><text x=\"{Left - 6}\" y=\"{y + 4}\" text-anchor=\"end\">{at}</text>");
        }
        return top;
    }

    private static void Columns(StringBuilder svg, ChartWeek week, int x, int step, int top)
    {
        var bar = (step - Math.Max(2, step / 5)) / 2;
        Bar(svg, "did", x, bar, week.Did, top);
        Bar(svg, "would", x + bar + 1, bar, week.Would, top);
    }

    private static void Bar(StringBuilder svg, string kind, int x, int width, int count, int top)
    {
        var height = count * Height / top;
        if (height > 0) Add(svg, $"<rect class=\"{kind}\" x=\"{x}\" y=\"{Top + Height - height}\" width=\"{width}\" height=\"{height}\"><title>{count}</title></rect>");
    }

    // As many as there is room for, the year below its first one.
    private static void Labels(StringBuilder svg, IReadOnlyList<ChartWeek> weeks, int step)
    {
        string? year = null;
        for (var index = 0; index < weeks.Count; index += (Label + step - 1) / step)
        {
            var (x, name) = (Left + 4 + (index * step), weeks[index].Name);
            Add(svg, $"<text x=\"{x}\" y=\"{Top + Height + 18}\">{name[5..]}</text>");
            if (year != name[..4]) Add(svg, $"<text x=\"{x}\" y=\"{Top + Height + 35}\">{year = name[..4]}</text>");
        }
    }

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
