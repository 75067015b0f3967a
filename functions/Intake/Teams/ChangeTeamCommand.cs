using System.Text.Json;
using Intake.Commands;

namespace Intake.Teams;

/// <summary>The team is to change.</summary>
public sealed record ChangeTeamCommand : Command
{
    /// <summary>Which part: a word of <see cref="TeamParts"/>.</summary>
    public required string Part { get; init; }

    /// <summary>Id of the account manager or company; null for the whole team.</summary>
    public string? Subject { get; init; }

    /// <summary>The whole team; or the members that change, null for one that goes.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>Only while the team has this revision; null for any.</summary>
    public long? IfRevision { get; init; }
}

/// <summary>Parts of the team, as its file names them.</summary>
public static class TeamParts
{
    /// <summary>All of it.</summary>
    public const string Whole = "team";

    /// <summary>An account manager.</summary>
    public const string AccountManagers = "accountManagers";

    /// <summary>A company.</summary>
    public const string Companies = "companies";
}
