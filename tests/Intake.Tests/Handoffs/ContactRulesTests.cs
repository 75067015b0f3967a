using Intake.Handoffs;

namespace Intake.Tests.Handoffs;

public class ContactRulesTests
{
    private static readonly ContactCase Stranger = new("NL", "B.V.", Asked: false, Consent: false, Objected: false, Customer: false, RoleAddress: false);

    [Theory]
    [InlineData("NL", "B.V.", ContactBasis.UnlessObjected)]
    [InlineData("NL", "b.v.", ContactBasis.UnlessObjected)]
    [InlineData("NL", "sole trader", null)]
    [InlineData("NL", null, null)] // an unknown legal form is a natural person
    [InlineData("NL", "Ltd.", null)]
    [InlineData("BE", "N.V.", null)]
    [InlineData(null, "B.V.", null)] // an unknown country is the strictest
    public void A_stranger_may_be_phoned_only_where_the_rules_say_so(string? country, string? form, ContactBasis? basis) =>
        Assert.Equal(basis, Sample.Contacts.For(Stranger with { Country = country, LegalForm = form }).Phone);

    [Theory]
    [InlineData(null, null)]
    [InlineData("DE", null)]
    [InlineData("NL", "VOF")]
    public void Who_asked_is_answered_everywhere(string? country, string? form)
    {
        var permission = Sample.Contacts.For(Stranger with { Country = country, LegalForm = form, Asked = true });
        Assert.Equal(ContactBasis.Asked, permission.Phone);
        Assert.Null(permission.Mail);
    }

    [Fact]
    public void Who_objected_is_answered_when_they_ask_and_not_approached_otherwise()
    {
        Assert.Equal(new ContactPermission(null, null, "B.V."), Sample.Contacts.For(Stranger with { Objected = true, Consent = true, Customer = true }));
        Assert.Equal(new ContactPermission(ContactBasis.Asked, null, "B.V."), Sample.Contacts.For(Stranger with { Objected = true, Asked = true }));
    }

    [Fact]
    public void Marketing_mail_rests_on_consent_on_a_similar_product_or_on_a_published_address()
    {
        Assert.Equal(ContactBasis.Consent, Sample.Contacts.For(Stranger with { Consent = true, Customer = true }).Mail);
        Assert.Equal(ContactBasis.SimilarProduct, Sample.Contacts.For(Stranger with { Customer = true }).Mail);
        Assert.Equal(ContactBasis.PublishedAddress, Sample.Contacts.For(Stranger with { RoleAddress = true }).Mail);
        Assert.Null(Sample.Contacts.For(Stranger with { LegalForm = "eenmanszaak", Customer = true, RoleAddress = true }).Mail);
    }
}
