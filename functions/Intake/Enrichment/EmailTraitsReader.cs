namespace Intake.Enrichment;

/// <summary>Reads what an address tells about its owner.</summary>
public static class EmailTraitsReader
{
    /// <summary>The traits of an address.</summary>
    public static EmailTraits TraitsOf(this EmailAddress address)
    {
        var kind = DomainKinds.Of(address.Host);
        return new EmailTraits(
            RegistrableDomain.Of(address.Host) ?? address.Host, address.Host, kind.TellsNobody(), kind is DomainKind.Disposable,
            DomainLists.IsRole(address.Local), DomainLists.IsStudent(address.Host), kind);
    }
}
