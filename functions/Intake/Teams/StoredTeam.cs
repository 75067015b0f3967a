using System.Collections.Immutable;
using System.Text.Json;
using Intake.Playbooks;

namespace Intake.Teams;

/// <summary>The team as the table keeps it: one row with the whole of it.</summary>
public sealed record StoredTeam
{
    /// <summary>Counts the changes; 0 for the team of the file.</summary>
    public required long Revision { get; init; }

    /// <summary>The team, in the shape of the team file.</summary>
    public required JsonElement Team { get; init; }

    /// <summary>Which command set a part last, by the part's path: a later one that is carried out earlier stays. Null for none.</summary>
    public ImmutableSortedDictionary<string, TeamMark>? Marks { get; init; }

    /// <summary>What became of the last commands, the newest last; null for none.</summary>
    public ImmutableArray<TeamOutcome>? Outcomes { get; init; }

    /// <summary>The time of a command that is given by somebody who sees this team: later than all that they see, whatever their clock says.</summary>
    public DateTimeOffset After(DateTimeOffset now) => Marks?.Values.Select(mark => mark.At.AddTicks(1)).Append(now).Max() ?? now;

    /// <summary>What became of a command; null where that is not known (any more).</summary>
    public TeamOutcome? OutcomeOf(string command) => Outcomes?.FirstOrDefault(outcome => outcome.Command == command);
}

/// <summary>Who set a part of the team last.</summary>
/// <param name="At">When the command was given. UTC.</param>
/// <param name="By">Its id.</param>
public sealed record TeamMark(DateTimeOffset At, string By);

/// <summary>What became of a command to change the team.</summary>
/// <param name="Command">Its id.</param>
/// <param name="At">When it was carried out. UTC.</param>
/// <param name="Outcome">A word of <see cref="TeamOutcomes"/>.</param>
/// <param name="Revision">The revision of the team after it.</param>
/// <param name="Problems">Why it was refused; null unless it was.</param>
public sealed record TeamOutcome(string Command, DateTimeOffset At, string Outcome, long Revision, ImmutableArray<Problem>? Problems = null);

/// <summary>What may become of a command to change the team.</summary>
public static class TeamOutcomes
{
    /// <summary>It is carried out.</summary>
    public const string Done = "done";

    /// <summary>Later ones said otherwise of all that it says, or it is too old.</summary>
    public const string Overtaken = "overtaken";

    /// <summary>The team would not be valid.</summary>
    public const string Refused = "refused";

    /// <summary>The team is another one than whoever gave it had seen.</summary>
    public const string Conflict = "conflict";
}
