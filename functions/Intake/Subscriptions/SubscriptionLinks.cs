using Intake.Http;
using Intake.Links;
using Microsoft.Extensions.Options;

namespace Intake.Subscriptions;

/// <summary>Links of mails to persons: sealed, so that none can be guessed, and without an address.</summary>
public sealed class SubscriptionLinks(Seal seal, IOptions<PublicOptions> options, TimeProvider time)
{
    /// <summary>A confirmation works so long.</summary>
    public static readonly TimeSpan ConfirmFor = TimeSpan.FromDays(7);

    // Whoever finds an old mail must still get out.
    private static readonly TimeSpan UnsubscribeFor = TimeSpan.FromDays(2 * 365);

    /// <summary>The link that confirms a consent which a submission gave.</summary>
    public string Confirm(ConfirmToken token, string language) =>
        Address("confirm", seal.Close(SealPurposes.Confirm, $"{token.Person}|{token.Purpose}|{token.Submission}", time.GetUtcNow() + ConfirmFor), language);

    /// <summary>The link that ends mail to a person: for every mail to persons, in its text and its headers.</summary>
    public string Unsubscribe(string person, string language) =>
        Address("unsubscribe", seal.Close(SealPurposes.Unsubscribe, person, time.GetUtcNow() + UnsubscribeFor), language);

    /// <summary>Opens a confirmation; the token is null unless it is genuine.</summary>
    public (SealState State, ConfirmToken? Token) OpenConfirm(string text)
    {
        var opened = seal.Open(SealPurposes.Confirm, text);
        return opened.State != SealState.Wrong && opened.Text.Split('|') is [var person, var purpose, var submission]
            ? (opened.State, new ConfirmToken(person, purpose, submission))
            : (SealState.Wrong, null);
    }

    /// <summary>Opens an unsubscription; the person is null unless it is genuine.</summary>
    public (SealState State, string? Person) OpenUnsubscribe(string text)
    {
        var opened = seal.Open(SealPurposes.Unsubscribe, text);
        return (opened.State, opened.State == SealState.Wrong ? null : opened.Text);
    }

    private string Address(string path, string token, string language) => options.Value.Address($"/{path}/{token}?lang={language}");
}

/// <summary>What a confirmation is for: <paramref name="Purpose"/> names one purpose or, with commas, several.</summary>
public sealed record ConfirmToken(string Person, string Purpose, string Submission);
