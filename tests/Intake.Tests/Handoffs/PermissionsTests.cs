using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Submissions;

namespace Intake.Tests.Handoffs;

public class PermissionsTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("NL", "B.V.", "", ContactBasis.UnlessObjected, null)]
    [InlineData("NL", "B.V.", "mail:c", ContactBasis.UnlessObjected, ContactBasis.Consent)]
    [InlineData("NL", "B.V.", "mail:g", ContactBasis.UnlessObjected, null)] // not confirmed yet
    [InlineData("NL", "B.V.", "phone:w", null, null)]
    [InlineData("NL", "B.V.", "mail:c mail:w", ContactBasis.UnlessObjected, null)]
    [InlineData("NL", null, "", null, null)]
    [InlineData("NL", null, "phone:c", ContactBasis.Consent, null)] // for calls, not for mail
    [InlineData("NL", null, "mail:c", null, ContactBasis.Consent)]
    [InlineData("DE", null, "tracking:c", null, null)]
    [InlineData(null, null, "", null, null)]
    public void A_channel_rests_on_what_was_stated_for_it(string? country, string? form, string stated, ContactBasis? phone, ContactBasis? mail)
    {
        var permission = Permissions.For(Member(stated), Account(country, form), asked: false, Sample.Contacts);
        Assert.Equal((phone, mail), (permission.Phone, permission.Mail));
    }

    [Fact]
    public void Who_objected_is_answered_when_they_ask_and_not_approached_otherwise()
    {
        var member = Member("mail:c phone:c") with { Objected = true };
        Assert.Equal(new ContactPermission(null, null, "B.V."), Permissions.For(member, Account("NL", "B.V."), asked: false, Sample.Contacts));
        Assert.Equal(ContactBasis.Asked, Permissions.For(member, Account("NL", "B.V."), asked: true, Sample.Contacts).Phone);
    }

    [Fact]
    public void Somebody_unknown_gets_the_strictest() =>
        Assert.Equal(new ContactPermission(null, null, null), Permissions.For(null, Account(null, null), asked: false, Sample.Contacts));

    [Theory]
    [InlineData("charging", "charging", true)]
    [InlineData("-", "charging", true)]
    [InlineData("energy", "charging", false)]
    public void Asking_about_one_thing_is_no_basis_for_another(string asked, string about, bool may)
    {
        var person = new Person { Id = "p", Asked = ImmutableSortedDictionary<string, DateTimeOffset>.Empty.Add(asked, At) };
        Assert.Equal(may ? ContactBasis.Asked : null, Permissions.For(person, Member(""), Account(null, null), about, Sample.Contacts).Phone);
    }

    private static Account Account(string? country, string? form) => new()
    {
        Id = "a", IsCompany = true,
        Book = new Company { Id = "c", Name = "C", Domains = ["c.example"], Kind = "prospect", Country = country, LegalForm = form },
    };

    private static Member Member(string stated)
    {
        var all = ConsentFold.None;
        foreach (var (index, word) in stated.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            var (purpose, what) = (word.Split(':')[0], word.Split(':')[1]);
            all = all.SetItem(purpose, ConsentHistory.Add(all.GetValueOrDefault(purpose, []), new(At.AddDays(index), $"{index}", what != "w", what == "c")));
        }
        return new Member { Consents = all };
    }
}
