namespace Intake.Enrichment;

/// <summary>Reads what an address tells about its owner.</summary>
public static class EmailTraitsReader
{
    /// <summary>The traits of an address.</summary>
    public static EmailTraits TraitsOf(this EmailAddress address)
    {
        var domain = RegistrableDomain.Of(address.Host);
        var disposable = DomainLists.IsDisposable(address.Host);
        // Under a public suffix itself anyone may have an address: no more a company than free mail.
        var anyone = domain is null || disposable || DomainLists.IsFreemail(address.Host);
        return new EmailTraits(
            domain ?? address.Host, address.Host, anyone, disposable, DomainLists.IsRole(address.Local), DomainLists.IsStudent(address.Host));
    }
}
