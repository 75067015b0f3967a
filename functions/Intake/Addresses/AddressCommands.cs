using Intake.Commands;

namespace Intake.Addresses;

/// <summary>Somebody tells that another address is theirs too: it is to be asked.</summary>
public sealed record AskAddressCommand : Command
{
    /// <summary>Key of the person who tells it.</summary>
    public required string Person { get; init; }

    /// <summary>The other address as they typed it.</summary>
    public required string Email { get; init; }

    /// <summary>Language of the page they did it on.</summary>
    public string? Language { get; init; }
}

/// <summary>The owner of the other address confirms that both are theirs.</summary>
public sealed record ConfirmAddressCommand : Command
{
    /// <summary>Key of the person who told the other address.</summary>
    public required string Asking { get; init; }

    /// <summary>Key of the other address.</summary>
    public required string Other { get; init; }

    /// <summary>The account that a newcomer with the other address would have at their company; null where its domain tells none.</summary>
    public string? Company { get; init; }
}

/// <summary>The owner of an address that nobody is known by wants never to be asked again.</summary>
public sealed record RefuseAddressCommand : Command
{
    /// <summary>Key of the recipient.</summary>
    public required string Recipient { get; init; }
}
