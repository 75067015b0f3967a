using System.Collections.Immutable;
using Intake.Playbooks.Conditions;

namespace Intake.Playbooks;

/// <summary>The other systems that are told what happens: <c>endpoints.json</c>. Where they are, and their secrets, are settings.</summary>
/// <param name="Endpoints">In the order of the file.</param>
public sealed record EndpointBook(ImmutableArray<Endpoint> Endpoints)
{
    /// <summary>Nobody is told anything.</summary>
    public static readonly EndpointBook None = new([]);

    /// <summary>The endpoint with an id; null for none.</summary>
    public Endpoint? Find(string id) => Endpoints.FirstOrDefault(endpoint => endpoint.Id == id);
}

/// <summary>Another system that is told what happens.</summary>
/// <param name="Id">Its id, under which the settings name its address.</param>
/// <param name="Events">What it is told: words of <see cref="Outgoing.OutgoingEvents"/>.</param>
/// <param name="Format">How it is told.</param>
/// <param name="Language">ISO 639-1 code of the texts in it.</param>
public sealed record Endpoint(string Id, ImmutableHashSet<string> Events, EndpointFormat Format, string Language)
{
    /// <summary>Only of leads of which this holds; null for all.</summary>
    public Condition? When { get; init; }

    /// <summary>What it calls our stages, by their ids.</summary>
    public ImmutableSortedDictionary<string, string> Stages { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>How an endpoint is told.</summary>
public enum EndpointFormat
{
    /// <summary>Our own JSON.</summary>
    Intake,

    /// <summary>A card for a channel of Microsoft Teams.</summary>
    Teams,

    /// <summary>A text for a channel of Slack.</summary>
    Slack,
}
