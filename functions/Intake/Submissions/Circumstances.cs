using System.Collections.Immutable;
using Intake.Submissions.Sources;

namespace Intake.Submissions;

/// <summary>What surrounds an entry: not said by the sender, so no part of the fingerprint.</summary>
public sealed record Circumstances
{
    /// <summary>Nothing known.</summary>
    public static readonly Circumstances None = new();

    /// <summary>Language of the sender's browser, where they did not say.</summary>
    public string? Language { get; init; }

    /// <summary>IP address of the sender, as far as trusted proxies tell it.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>The page at which a form was filled in, as the browser tells.</summary>
    public string? Page { get; init; }

    /// <summary>Address of the tester whose try this is: it goes the whole way, mails the tester only and is in no count.</summary>
    public string? Tester { get; init; }

    /// <summary>It came with the testers' key: it is a test, whoever it is in the name of.</summary>
    public bool Trusted { get; init; }

    /// <summary>What the door has used of the time in which it must answer.</summary>
    public TimeSpan Spent { get; init; }

    /// <summary>Why a human must look before it counts; none for nearly all.</summary>
    public ImmutableArray<string> Suspicions { get; init; } = [];

    /// <summary>Those of a provider's call.</summary>
    public static Circumstances Of(ProviderCall call) => call.Quarantine is { } reason ? new() { Suspicions = [reason] } : None;
}

/// <summary>One of several entries that are accepted together.</summary>
/// <param name="Entry">What was said.</param>
/// <param name="Key">How a repeat is recognised.</param>
/// <param name="Circumstances">What surrounds it.</param>
public sealed record Posting(Entry Entry, SubmissionKey Key, Circumstances Circumstances);
