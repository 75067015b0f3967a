using System.Globalization;
using System.Net;
using System.Text;

namespace Intake.Simulation;

/// <summary>The report as a chart: for every week the handoffs that were made beside those that would have been. SVG that reads well on light and on dark,
/// and aloud.</summary>
public static class SimulationChart
{
    private const int Left = 44, Top = 44, Height = 220, Step = 48, Bar = 18, Bottom = 56, Least = 360;

    private const string Style = """
        text{font:12px system-ui,sans-serif;fill:#1f2933}.back{fill:#fff}.axis{stroke:#9aa5b1}.did{fill:#7b8794}.would{fill:#0b7285}
        @media(prefers-color-scheme:dark){text{fill:#f0f4f8}.back{fill:#1b2733}.axis{stroke:#627d98}.did{fill:#9fb3c8}.would{fill:#3bc9db}}
        """;

    /// <summary>Writes it.</summary>
    public static string Write(SimulationReport report)
    {
        var weeks = report.Weeks.GroupBy(week => week.Week).Select(week => new Column(week.Key, week.Sum(each => each.Did), week.Sum(each => each.Would))).ToList();
        var highest = Math.Max(1, weeks.Select(week => Math.Max(week.Did, week.Would)).DefaultIfEmpty().Max());
        var width = Math.Max(Least, Left + (weeks.Count * Step) + 12);
        var svg = new StringBuilder();
        Add(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {Top + Height + Bottom}\" role=\"img\" aria-labelledby=\"title desc\">");
        Add(svg, $"<title id=\"title\">Handoffs a week with playbook {WebUtility.HtmlEncode(report.Playbook)}</title>");
        Add(svg, $"<desc id=\"desc\">{Aloud(weeks)}</desc>");
        Add(svg, $"<style>{Style}</style>");
        Add(svg, $"<rect class=\"back\" width=\"{width}\" height=\"{Top + Height + Bottom}\"/>");
        Legend(svg);
        Axis(svg, highest, width);
        foreach (var (index, week) in weeks.Index()) Columns(svg, week, Left + 8 + (index * Step), highest);
        Add(svg, $"</svg>");
        return svg.ToString();
    }

    private static string Aloud(List<Column> weeks) => weeks.Count == 0
        ? "There were no handoffs, and there would have been none."
        : string.Join(' ', weeks.Select(week => string.Create(CultureInfo.InvariantCulture, $"{week.Week}: {week.Did} made, {week.Would} would have been made.")));

    private static void Legend(StringBuilder svg)
    {
        Add(svg, $"<rect class=\"did\" x=\"{Left}\" y=\"12\" width=\"12\" height=\"12\"/><text x=\"{Left + 18}\" y=\"22\">made</text>");
        Add(svg, $"<rect class=\"would\" x=\"{Left + 76}\" y=\"12\" width=\"12\" height=\"12\"/><text x=\"{Left + 94}\" y=\"22\">would have been made</text>");
    }

    private static void Axis(StringBuilder svg, int highest, int width)
    {
        Add(svg, $"<line class=\"axis\" x1=\"{Left}\" y1=\"{Top + Height}\" x2=\"{width - 4}\" y2=\"{Top + Height}\"/>");
        Add(svg, $"<text x=\"{Left - 8}\" y=\"{Top + 4}\" text-anchor=\"end\">{highest}</text>");
        Add(svg, $"<text x=\"{Left - 8}\" y=\"{Top + Height}\" text-anchor=\"end\">0</text>");
    }

    private static void Columns(StringBuilder svg, Column week, int x, int highest)
    {
        Rectangle(svg, "did", x, week.Did, highest);
        Rectangle(svg, "would", x + Bar + 2, week.Would, highest);
        Add(svg, $"<text x=\"{x + Bar}\" y=\"{Top + Height + 14}\" text-anchor=\"end\" transform=\"rotate(-40 {x + Bar} {Top + Height + 14})\">{week.Week}</text>");
    }

    private static void Rectangle(StringBuilder svg, string kind, int x, int count, int highest)
    {
        var height = count * Height / highest;
        Add(svg, $"<rect class=\"{kind}\" x=\"{x}\" y=\"{Top + Height - height}\" width=\"{Bar}\" height=\"{height}\"><title>{count}</title></rect>");
    }

    private static void Add(StringBuilder svg, FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private sealed record Column(string Week, int Did, int Would);
}
