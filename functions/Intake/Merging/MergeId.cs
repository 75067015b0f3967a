using Intake.Http;

namespace Intake.Merging;

/// <summary>How a merge is called outside: the account that was left, where its journal is, and its id.</summary>
internal static class MergeId
{
    private const char Between = '-';

    /// <summary>The id outside.</summary>
    public static string Of(string account, string merge) => $"{account}{Between}{merge}";

    /// <summary>Its parts; null for what is none of ours.</summary>
    public static (string Account, string Merge)? Parse(string text) =>
        text.Split(Between) is [var account, var merge] && CommandDesk.IsId(account) && CommandDesk.IsId(merge) ? (account, merge) : null;
}
