using System.Collections.Immutable;
using Intake.Handoffs;

namespace Intake.Teams.Page;

/// <summary>The page of an account manager about their own time.</summary>
/// <param name="Manager">Whose it is.</param>
/// <param name="Form">What it is filled with.</param>
/// <param name="Texts">What it says.</param>
/// <param name="Colleagues">Who may stand in.</param>
/// <param name="Zones">The time zones to choose from.</param>
/// <param name="Error">What is wrong with what was filled in; null for nothing.</param>
public sealed record TeamPageModel(AccountManager Manager, TeamForm Form, TeamTexts Texts, ImmutableArray<(string Id, string Name)> Colleagues, ImmutableArray<string> Zones, string? Error)
{
    private const string Shown = "Europe/";

    /// <summary>Makes it.</summary>
    /// <param name="manager">Whose page it is.</param>
    /// <param name="team">The team, to choose stand-ins from.</param>
    /// <param name="form">What it is filled with.</param>
    /// <param name="note">What is wrong with it.</param>
    public static TeamPageModel Of(AccountManager manager, Team team, TeamForm form, TeamPageNote note)
    {
        var texts = TeamTexts.In(manager.Language);
        var chosen = form.Absences.Select(absence => absence.Deputy).Append(form.Deputy).ToHashSet();
        return new TeamPageModel(
            manager, form, texts,
            [.. team.ById.Values.Where(other => other.Id != manager.Id && (other.Active || chosen.Contains(other.Id))).OrderBy(other => other.Name, StringComparer.Ordinal).Select(other => (other.Id, other.Name))],
            [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.StartsWith(Shown, StringComparison.Ordinal)).Append(form.Zone).Distinct().Order(StringComparer.Ordinal)],
            note is TeamPageNote.None ? null : texts.Note(note));
    }
}
