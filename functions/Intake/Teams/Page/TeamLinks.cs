using Intake.Handoffs;
using Intake.Http;
using Intake.Links;
using Intake.Storage;
using Microsoft.Extensions.Options;

namespace Intake.Teams.Page;

/// <summary>Links by which account managers change their own hours and absences: sealed, and ending with the address that they were mailed to.</summary>
public sealed class TeamLinks(Seal seal, Keys keys, IOptions<PublicOptions> options, TimeProvider time)
{
    /// <summary>A link works so long.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    /// <summary>Makes the link of an account manager.</summary>
    public string Make(AccountManager manager) =>
        options.Value.Address($"/team/{seal.Close(SealPurposes.Team, $"{manager.Id}|{AddressOf(manager)}", time.GetUtcNow() + Lifetime)}");

    /// <summary>Opens a link: how it is, and whose; nobody's unless it was made by us.</summary>
    /// <param name="token">The last part of the link.</param>
    /// <param name="team">The team as it is now.</param>
    public (SealState State, AccountManager? Manager) Open(string token, Team team)
    {
        var opened = seal.Open(SealPurposes.Team, token);
        if (opened.AnotherKey) return (SealState.Expired, null);
        if (opened.State is SealState.Wrong || opened.Text.Split('|') is not [var id, var address]) return (SealState.Wrong, null);
        var manager = team.Find(id);
        return (manager is { Active: true } && AddressOf(manager) == address ? opened.State : SealState.Expired, manager);
    }

    private string AddressOf(AccountManager manager) => keys.Recipient(manager.Email);
}
