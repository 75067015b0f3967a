using System.Collections.Immutable;

namespace Intake.Submissions.Sources;

/// <summary>A post to a provider's form, in its own words.</summary>
public sealed record TheirForm
{
    /// <summary>Name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The ids by which a mapping may name the form.</summary>
    public required ImmutableArray<string> Forms { get; init; }

    /// <summary>Where in the body those ids are, to tell what is wrong.</summary>
    public required string FormPath { get; init; }

    /// <summary>The provider's id of the post, the same on every retry.</summary>
    public required string MessageId { get; init; }

    /// <summary>When it was posted, as the provider says.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>What was filled in, in order.</summary>
    public required ImmutableArray<TheirField> Fields { get; init; }
}

/// <summary>One field of it.</summary>
/// <param name="Name">Name under which it is kept when no mapping knows it.</param>
/// <param name="Value">Its value; several are joined by commas.</param>
/// <param name="Ids">Other names by which a mapping may call it; the first that is mapped counts.</param>
public sealed record TheirField(string Name, string Value, params ImmutableArray<string> Ids);
