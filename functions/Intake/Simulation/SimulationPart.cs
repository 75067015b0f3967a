using System.Collections.Immutable;
using System.Globalization;
using Intake.Sweeps;

namespace Intake.Simulation;

/// <summary>What some accounts would have done: those of a range of prefixes, or one that was tried again by itself.</summary>
/// <param name="Name">Tells which.</param>
/// <param name="Outcomes">By account.</param>
public sealed record SimulationPart(string Name, ImmutableArray<AccountOutcome> Outcomes)
{
    private const string Account = "account-";
    private const char Dash = '-';

    /// <summary>Whether it is of one account.</summary>
    public bool IsOfAccount => Name.StartsWith(Account, StringComparison.Ordinal);

    /// <summary>Name of the part of an account.</summary>
    public static string Of(string account) => Account + account;

    /// <summary>Name of the part of the prefixes from one to another, such as <c>40-4f</c>.</summary>
    /// <param name="first">The first.</param>
    /// <param name="end">The first that is not in it.</param>
    public static string Of(int first, int end) => $"{Lanes.Text(first)}{Dash}{Lanes.Text(end - 1)}";

    /// <summary>Whether parts hold all accounts between them; some may be held twice, by runs that ended at different places.</summary>
    public static bool AreAll(IEnumerable<SimulationPart> parts)
    {
        var reached = 0;
        foreach (var name in parts.Where(part => !part.IsOfAccount).Select(part => part.Name).Order(StringComparer.Ordinal))
        {
            if (Lanes.PrefixOf(name) > reached) return false;
            reached = Math.Max(reached, LastOf(name) + 1);
        }
        return reached == Lanes.Prefixes;
    }

    private static int LastOf(string name) => int.Parse(name.AsSpan(name.IndexOf(Dash, StringComparison.Ordinal) + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
