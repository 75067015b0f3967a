using System.Numerics;

namespace Intake.Learning;

/// <summary>Tells a difference between two shares from chance: the test for two proportions, which is Pearson's chi-squared test of a table of two by two
/// (K. Pearson, "On the criterion that a given system of deviations...", Philosophical Magazine 50, 1900; the form used here is in Fleiss, Levin and Paik,
/// "Statistical Methods for Rates and Proportions", 3rd edition, section 3.1). In whole numbers, so that every machine says the same.</summary>
public static class Verdicts
{
    /// <summary>With fewer judged handoffs on either side nothing is said.</summary>
    public const int Enough = 20;

    /// <summary>With a smaller difference, in percentage points, nothing is said.</summary>
    public const int Margin = 10;

    // The chi-squared distribution with one degree of freedom is above this in one of twenty cases.
    private const int CriticalThousandths = 3841;

    /// <summary>What the acceptance with a rule beside that without it says.</summary>
    public static RuleVerdict Of(Tally with, Tally without)
    {
        var (n, m) = ((BigInteger)with.Judged, (BigInteger)without.Judged);
        if (n < Enough || m < Enough) return RuleVerdict.Unclear;
        // The difference of the two shares, times n and m.
        var difference = (with.Accepted * m) - (without.Accepted * n);
        if (BigInteger.Abs(difference) * 100 < Margin * n * m || !IsSignificant(difference, n, m, with.Accepted + without.Accepted)) return RuleVerdict.Unclear;
        return difference > 0 ? RuleVerdict.GoesWithAcceptance : RuleVerdict.Misleads;
    }

    // chi² = d² (n + m) / (n m a r), with a accepted and r refused.
    private static bool IsSignificant(BigInteger difference, BigInteger n, BigInteger m, BigInteger accepted)
    {
        var refused = n + m - accepted;
        return difference * difference * (n + m) * 1000 > CriticalThousandths * n * m * accepted * refused;
    }
}
