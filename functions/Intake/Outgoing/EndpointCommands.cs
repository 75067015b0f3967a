using Intake.Commands;

namespace Intake.Outgoing;

/// <summary>An endpoint that was gone is there again: what waited for it is sent.</summary>
public sealed record EnableEndpointCommand : Command
{
    /// <summary>Playbook id of the endpoint.</summary>
    public required string Endpoint { get; init; }
}

/// <summary>Somebody wants to see whether an endpoint can be reached.</summary>
public sealed record PingEndpointCommand : Command
{
    /// <summary>Playbook id of the endpoint.</summary>
    public required string Endpoint { get; init; }
}
