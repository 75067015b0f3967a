using System.Globalization;

namespace Intake.Simulation;

/// <summary>Shows on one line of a terminal how far the reading is: keys are evenly spread, so their first two digits tell.</summary>
internal sealed class ProgressBar(TextWriter terminal)
{
    private const int Width = 32, Prefixes = 256;

    private int shown = -1;

    /// <summary>Everything up to an account is read.</summary>
    public void At(string account)
    {
        if (account.Length < 2 || !int.TryParse(account.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var prefix)) return;
        if (prefix != shown) Show(shown = prefix);
    }

    /// <summary>All is read: the line is free again.</summary>
    public void Done()
    {
        Show(Prefixes);
        terminal.Write('\n');
    }

    private void Show(int prefixes)
    {
        var full = prefixes * Width / Prefixes;
        terminal.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', full)}{new string('.', Width - full)}] {prefixes * 100 / Prefixes,3} %"));
        terminal.Flush();
    }
}
