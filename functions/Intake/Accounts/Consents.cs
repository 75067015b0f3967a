using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>A consent given or withdrawn, with its proof.</summary>
/// <param name="At">When.</param>
/// <param name="By">Id of the submission that told it.</param>
/// <param name="Given">Given, or else withdrawn.</param>
/// <param name="Confirmed">Given in a way that only the owner of the address can: by a link in a mail, or where the playbook asks no confirmation.</param>
public sealed record ConsentStatement(DateTimeOffset At, string By, bool Given, bool Confirmed)
{
    /// <summary>The words that were shown. With the person only, as are the two below.</summary>
    public string? Text { get; init; }

    /// <summary>Version of those words.</summary>
    public string? Version { get; init; }

    /// <summary>IP address it came from, as far as known.</summary>
    public string? ClientAddress { get; init; }
}

/// <summary>What a person stated about one purpose, oldest first. A set: the order of arrival and repeats do not matter.</summary>
public static class ConsentHistory
{
    /// <summary>Of each kind (withdrawn, confirmed, given) the newest so many are kept: the last word is always among them, and which go does not depend on
    /// the order of arrival.</summary>
    public const int MostOfAKind = 6;

    /// <summary>With a statement taken in.</summary>
    public static ImmutableArray<ConsentStatement> Add(ImmutableArray<ConsentStatement> known, ConsentStatement told)
    {
        if (known.Any(each => each.At == told.At && each.By == told.By && each.Given == told.Given)) return known;
        // At the same instant the withdrawal comes last, and so wins.
        var all = known.Add(told).OrderBy(each => each.At).ThenBy(each => !each.Given).ThenBy(each => each.By, StringComparer.Ordinal).ToImmutableArray();
        return all.Count(each => KindOf(each) == KindOf(told)) > MostOfAKind ? all.Remove(all.First(each => KindOf(each) == KindOf(told))) : all;
    }

    /// <summary>Whether consent is in force at an instant, confirmed where that is asked.</summary>
    public static bool HoldsAt(this ImmutableArray<ConsentStatement> history, DateTimeOffset at, bool confirmed)
    {
        var (given, sure) = (false, false);
        foreach (var statement in history)
        {
            if (statement.At > at) break;
            (given, sure) = statement.Given ? (true, sure || statement.Confirmed) : (false, false);
        }
        return confirmed ? sure : given;
    }

    /// <summary>Whether a withdrawal stands: only what its owner confirmed lifts one, since anybody can post an address.</summary>
    public static bool IsWithdrawn(this ImmutableArray<ConsentStatement> history) =>
        history.LastOrDefault(each => !each.Given || each.Confirmed) is { Given: false };

    /// <summary>The newest withdrawal; null when there is none.</summary>
    public static ConsentStatement? LastWithdrawal(this ImmutableArray<ConsentStatement> history) => history.LastOrDefault(each => !each.Given);

    /// <summary>Whether what a submission consented to was not withdrawn since.</summary>
    public static bool Stands(this ImmutableArray<ConsentStatement> history, string submission) =>
        history.LastOrDefault(each => each.By == submission || !each.Given) is { Given: true };

    private static (bool Given, bool Confirmed) KindOf(ConsentStatement statement) => (statement.Given, statement.Confirmed);
}
