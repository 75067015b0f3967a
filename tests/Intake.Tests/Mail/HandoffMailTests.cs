using System.Net;
using System.Text.RegularExpressions;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Http;
using Intake.Mail;
using Intake.Tests.Handoffs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Intake.Tests.Mail;

public partial class HandoffMailTests
{
    private static readonly MailRenderer Renderer = new(new ComponentRenderer(NullLoggerFactory.Instance));

    [Theory]
    [InlineData("claire", "handoff.en.txt")]
    [InlineData("fenna", "handoff.nl.txt")]
    public async Task Story_1_reads_as_agreed(string manager, string golden)
    {
        var mail = await Renderer.RenderAsync(HandoffMailModel.From(Story.One(manager)));
        Golden.Check(golden, $"{mail.Subject}\n\n{mail.Text}");
    }

    [Fact]
    public async Task Story_1_reads_as_agreed_in_German()
    {
        var one = Story.One("claire");
        var mail = await Renderer.RenderAsync(HandoffMailModel.From(one with { To = one.To with { Language = "de" } }));
        Golden.Check("handoff.de.txt", $"{mail.Subject}\n\n{mail.Text}");
    }

    [Fact]
    public async Task Who_had_it_before_is_told_with_the_reason()
    {
        var one = Story.One("bram");
        var mail = await Renderer.RenderAsync(HandoffMailModel.From(one with
        {
            Handoff = one.Handoff with { Former = [new FormerHolder("fenna", Story.Attended, PassingReasons.NotAnswered)], RoutedBy = RoutingReasons.RoundRobin },
        }));
        Assert.Contains("Fenna Postma (antwoordde niet op tijd)", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_update_reads_as_agreed()
    {
        var mail = await Renderer.RenderAsync(UpdateMailModel.From(Updated()));
        Golden.Check("update.en.txt", $"{mail.Subject}\n\n{mail.Text}");
    }

    private static HandoffMailInput Updated() => Story.One() is var one ? one with
    {
        Handoff = one.Handoff with { State = HandoffState.Mailed, PendingUpdate = new Trigger("t", Story.Piet, "price-list-downloaded", "prijslijst-energie", Story.Attended.AddDays(1)) },
    } : throw new InvalidOperationException();

    [Theory]
    [InlineData("claire")]
    [InlineData("fenna")]
    public async Task Text_and_HTML_say_the_same_in_the_same_order(string manager)
    {
        foreach (var mail in new[] { await Renderer.RenderAsync(HandoffMailModel.From(Story.One(manager))), await Renderer.RenderAsync(UpdateMailModel.From(Updated())) })
        {
            var html = Words(Seen(mail.Html));
            var at = 0;
            foreach (var line in mail.Text.Split('\n').Where(line => line.Trim(' ', '-').Length > 0))
            {
                var words = Words(LinkAddress().Replace(line.TrimStart(' ', '-', '>'), ""));
                var found = html.IndexOf(words, at, StringComparison.Ordinal);
                Assert.True(found >= 0, $"'{words}' is not in the HTML after '{html[Math.Max(0, at - 60)..at]}'");
                at = found + words.Length;
            }
            foreach (var url in Href().Matches(mail.Html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Where(url => url.StartsWith("https", StringComparison.Ordinal)))
                Assert.Contains(url, mail.Text);
        }
    }

    [Theory]
    [InlineData("claire")]
    [InlineData("fenna")]
    public void The_score_adds_up_on_every_level(string manager)
    {
        var score = HandoffMailModel.From(Story.One(manager)).Score!;
        Assert.Equal(71, score.Total);
        Assert.Equal([24, 12, 24, 11], score.Parts.Select(part => part.Points));
        Assert.Equal([12, 7, 3, 2], score.Parts[0].Lines.Select(line => line.Points));
        Assert.All(score.Parts, part => Assert.Equal(part.Points, part.Lines.Sum(line => line.Points)));
    }

    [Fact]
    public async Task What_must_not_be_in_it_is_not()
    {
        var mail = await Renderer.RenderAsync(HandoffMailModel.From(Story.One()));
        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Blog netcongestie", mail.Html); // no list of pages
        Assert.DoesNotContain("viewed", mail.Text);
        Assert.DoesNotContain("71", mail.Subject);
        Assert.Contains("href=\"mailto:i.hoekstra@hoekstra-transport.example\"", mail.Html); // an empty draft
        Assert.Contains("href=\"tel:+31385550142\"", WebUtility.HtmlDecode(mail.Html));
    }

    public static readonly TheoryData<string> Hostile = new(
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "Eve\r\nBcc: all@example.com", "Eve\u2028Bcc: all@example.com", "\u202Egnidaelsim\u200B", new string('x', 5000),
        "&lt;b&gt;", "{{7*7}}", "\0\b\u001b[31m", "\ud83d\ude00".PadRight(3), "\ud83d", "javascript:alert(1)", string.Concat(Enumerable.Repeat("😀", 400)), "' or 1=1 --", "");

    [Fact]
    public async Task Open_complaints_and_the_day_of_the_last_contact_are_told()
    {
        var one = Story.One();
        var mail = await Renderer.RenderAsync(HandoffMailModel.From(one with
        {
            Account = one.Account with { Book = one.Account.Book! with { OpenComplaints = 2, LastContact = "Bram called", LastContactAt = new DateOnly(2026, 8, 3) } },
        }));
        Assert.Contains("Open complaints: 2", mail.Text, StringComparison.Ordinal);
        Assert.Contains("3 Aug 2026: Bram called", mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Whatever_people_type_is_harmless(string typed)
    {
        var one = Story.One();
        var model = HandoffMailModel.From(one with
        {
            Account = one.Account with { Book = one.Account.Book! with { Name = typed, LastContact = typed, LegalForm = typed } },
            Persons = one.Persons.SetItem(Story.Ingrid, Story.Someone(Story.Ingrid, typed, typed, typed, $"{typed}@x.example", typed) with
            {
                Message = new Fact(typed, Story.Attended, "s"),
            }),
        });
        var mail = await Renderer.RenderAsync(model);

        Assert.True(mail.Subject.Length is > 0 and < 60, mail.Subject);
        Assert.DoesNotContain(mail.Subject, char.IsControl);
        Assert.DoesNotContain(mail.Text, each => each != '\n' && (char.IsControl(each) || each is '\u2028' or '\u202e'));
        Assert.DoesNotContain("\nBcc", mail.Text);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.Html, StringComparison.OrdinalIgnoreCase);
        Assert.All(Href().Matches(mail.Html), match => Assert.Matches("^(https://intake\\.example/|mailto:|tel:\\+?[0-9]+$)", match.Groups[1].Value));
        Assert.True(mail.Html.Length < 60_000, "Gmail cuts mails above 102 kB");
    }

    [Theory]
    [InlineData("Koninklijke Transportonderneming en Logistieke Dienstverlening Hoekstra & Zonen", "Wilhelmina-Alexandra")]
    [InlineData("A", "B")]
    [InlineData("Internationale Expeditie", "Jan")]
    public void The_subject_fits_a_phone_and_names_company_and_person(string company, string first)
    {
        var one = Story.One();
        var subject = HandoffMailModel.From(one with
        {
            Account = one.Account with { Book = one.Account.Book! with { Name = company } },
            Persons = one.Persons.SetItem(Story.Ingrid, Story.Someone(Story.Ingrid, first, "X", null, "x@x.example", null)),
        }).Subject;
        Assert.InRange(subject.Length, 1, 59);
        Assert.StartsWith(company[..1], subject);
        Assert.Contains($": {first} attended", subject);
    }

    [Fact]
    public void The_asked_lane_says_what_was_asked_and_by_when_to_answer() // story 2
    {
        var one = Story.One("bram");
        var night = Sample.Amsterdam("2026-10-09 22:40");
        var mail = HandoffMailModel.From(one with
        {
            Handoff = one.Handoff with { Asked = true, Gate = "asked", Trigger = new Trigger("d", Story.Ingrid, "demo-requested", "demo", night) },
            AnswerBy = Sample.Rules.Asked.AnswerDue(night, Sample.Calendar("bram")),
        });
        Assert.Equal("Antwoord vóór ma 12 okt 09:30", mail.Preheader);
        Assert.Equal("Hoekstra Transport: Ingrid vroeg een demo aan", mail.Subject);
        Assert.StartsWith("Ingrid vroeg een demo aan op vr 9 okt", mail.Why);
    }

    [Fact]
    public void A_lead_that_comes_back_tells_its_history() // story 10
    {
        var one = Story.One("sanne");
        var have = HandoffMailModel.From(one with
        {
            Lead = one.Lead with { RefusedReason = "no-timing", RestUntil = new DateOnly(2026, 9, 1), LastAccountManager = "sanne" },
        }).Have;
        Assert.Contains(new MailSection("Eerder afgewezen", "Nu niet, later misschien (Sanne de Wit)"), have);
        Assert.Contains(new MailSection("Afgesproken", "niet vóór 1 sep 2026"), have);
    }

    [Fact]
    public void A_claimed_company_is_marked_as_not_confirmed() // story 6
    {
        var one = Story.One();
        var mail = HandoffMailModel.From(one with
        {
            Account = one.Account with
            {
                IsCompany = false, Book = null, Domains = [],
                Stated = Facts.None.Merge([KeyValuePair.Create(FactNames.CompanyName, "Kantoor Cijfers")], Story.Attended, "s"),
            },
        });
        Assert.Equal("Ingrid Hoekstra", mail.Company);
        Assert.Contains(new MailSection("Says to work at", "Kantoor Cijfers (not confirmed)"), mail.Have);
        Assert.Equal("Phone: no. Newsletter: no.", mail.Permission.Text);
        Assert.StartsWith("Write to Ingrid: calling is not permitted.", mail.NextStep.Text);
    }

    [Fact]
    public void A_company_that_an_operator_refused_is_not_mentioned_however_it_is_spelt()
    {
        var one = Story.One();
        var account = one.Account with
        {
            IsCompany = false, Book = null, Domains = [], NotTheirs = ["1001"], NotTheirNames = ["kantoor cijfers"],
            Stated = Facts.None.Merge([KeyValuePair.Create(FactNames.CompanyName, "KANTOOR Cijfers B.V.")], Story.Attended, "s"),
        };
        Assert.DoesNotContain(HandoffMailModel.From(one with { Account = account }).Have, section => section.Text.Contains("not confirmed", StringComparison.Ordinal));
        Assert.Contains(HandoffMailModel.From(one with { Account = account with { NotTheirNames = null } }).Have, section => section.Text.Contains("not confirmed", StringComparison.Ordinal));
    }

    [Fact]
    public void What_they_care_about_is_a_topic_and_not_told_of_whoever_objected()
    {
        var one = Story.One();
        Assert.Equal(new MailSection("Cares about", "peak shaving"), HandoffMailModel.From(one).Who.Cares);
        Assert.All(HandoffMailModel.From(one).Others, other => Assert.Null(other.Cares));

        var objected = one.Account.Members.SetItem(Story.Ingrid, one.Account.Members[Story.Ingrid] with { Objected = true });
        Assert.Null(HandoffMailModel.From(one with { Account = one.Account with { Members = objected } }).Who.Cares);
    }

    [Fact]
    public void Words_are_quoted_only_when_they_belong_to_this_lead()
    {
        var one = Story.One();
        var person = one.Persons[Story.Ingrid];
        Assert.Null(Quoted(one.Lead.FirstAt.AddDays(-1)));
        Assert.Equal("Call me", Quoted(one.Lead.FirstAt.AddDays(1)));

        string? Quoted(DateTimeOffset at) => HandoffMailModel.From(one with
        {
            Persons = one.Persons.SetItem(Story.Ingrid, person with { Message = new Fact("Call me", at, "s") }),
        }).Quote?.Text;
    }

    [Theory]
    [InlineData(true, true, "Piet de Jong")]
    [InlineData(false, true, "Ingrid Hoekstra")]
    [InlineData(false, false, "Piet de Jong")]
    public void A_role_address_is_not_first_contact_while_a_person_is_there_who_may_be(bool personAsked, bool roleAsked, string first)
    {
        var one = Story.One();
        var role = one.Account.Members[Story.Ingrid] with { Role = true, AskedAt = roleAsked ? Story.Attended : null };
        var person = one.Account.Members[Story.Piet] with { AskedAt = personAsked ? Story.Attended.AddDays(-1) : null };
        var members = one.Account.Members.SetItem(Story.Ingrid, role).SetItem(Story.Piet, person);
        Assert.Equal(first, HandoffMailModel.From(one with { Account = one.Account with { Members = members } }).Who.Name);
    }

    [Fact]
    public void Who_asked_comes_before_who_is_senior()
    {
        var one = Story.One();
        var asked = one.Account.Members[Story.Piet] with { AskedAt = Story.Attended.AddDays(-1) };
        Assert.Equal("Ingrid Hoekstra", HandoffMailModel.From(one).Who.Name);
        Assert.Equal("Piet de Jong", HandoffMailModel.From(one with { Account = one.Account with { Members = one.Account.Members.SetItem(Story.Piet, asked) } }).Who.Name);
    }

    [Theory]
    [InlineData("claire", "sought.en.txt")]
    [InlineData("fenna", "sought.nl.txt")]
    public async Task Where_everybody_left_a_contact_is_sought(string manager, string golden)
    {
        var mail = await Renderer.RenderAsync(HandoffMailModel.From(Left(Story.One(manager), Story.Ingrid, Story.Piet)));
        Golden.Check(golden, $"{mail.Subject}\n\n{mail.Text}");
        Look.At($"sought.{manager}", mail.Html);

        var seen = mail.Html + mail.Text;
        Assert.DoesNotContain("tel:", seen);
        Assert.DoesNotContain("@hoekstra-transport.example", seen);
        Assert.Equal("Phone: no. Newsletter: no.", HandoffMailModel.From(Left(WithoutLegalForm(Story.One()), Story.Ingrid, Story.Piet)).Permission.Text);
    }

    [Fact]
    public void Where_one_left_the_next_is_first_contact_and_the_permission_is_theirs()
    {
        var one = WithoutLegalForm(Story.One());
        var asked = one.Account.Members[Story.Ingrid] with { AskedAt = Story.Attended };
        one = one with
        {
            Account = one.Account with { Members = one.Account.Members.SetItem(Story.Ingrid, asked) },
            Persons = one.Persons.SetItem(Story.Ingrid, one.Persons[Story.Ingrid] with { Asked = one.Persons[Story.Ingrid].Asked.Add("energy", Story.Attended) }),
        };
        Assert.Equal(("Ingrid Hoekstra", "Phone: allowed, only about what they asked. Newsletter: no."), Contact(one));
        Assert.Equal(("Piet de Jong", "Phone: no. Newsletter: no."), Contact(Left(one, Story.Ingrid)));
        Assert.Empty(HandoffMailModel.From(Left(one, Story.Ingrid)).Others);

        static (string, string) Contact(HandoffMailInput input) => HandoffMailModel.From(input) is var mail ? (mail.Who.Name, mail.Permission.Text) : default;
    }

    [Fact]
    public void An_update_does_not_send_anybody_to_who_left()
    {
        Assert.Equal("Piet de Jong", UpdateMailModel.From(Updated()).Who.Name);
        Assert.Equal("Ingrid Hoekstra", UpdateMailModel.From(Left(Updated(), Story.Piet)).Who.Name);
        var nobody = UpdateMailModel.From(Left(Updated(), Story.Piet, Story.Ingrid)).Who;
        Assert.Equal(("Contact sought", null, null, "Piet de Jong has left the company"), (nobody.Name, nobody.Phone, nobody.Write, nobody.Did[0]));
    }

    [Theory]
    [InlineData("Consultant", "Piet de Jong, Consultant, via Bureau Lotte")]
    [InlineData(null, "Piet de Jong, via Bureau Lotte")]
    public async Task Who_acts_for_them_is_told_with_the_agency(string? title, string line)
    {
        var one = Story.One();
        var piet = Story.Someone(Story.Piet, "Piet", "de Jong", title, "piet@bureau-lotte.example", null);
        var mail = HandoffMailModel.From(one with
        {
            Persons = one.Persons.SetItem(Story.Piet, piet with { Facts = piet.Facts.Merge([KeyValuePair.Create(FactNames.AgentOf, "Bureau\nLotte")], Story.Attended, "s") }),
        });
        Assert.Contains($"\n{line}\n", (await Renderer.RenderAsync(mail)).Text);
    }

    private static HandoffMailInput Left(HandoffMailInput input, params string[] persons) => input with
    {
        Account = input.Account with
        {
            Members = input.Account.Members.SetItems(persons.Select(id => KeyValuePair.Create(id, input.Account.Members[id] with { Left = true }))),
        },
    };

    private static HandoffMailInput WithoutLegalForm(HandoffMailInput input) =>
        input with { Account = input.Account with { Book = input.Account.Book! with { LegalForm = null } } };

    [Fact]
    public void An_erased_person_leaves_the_mail_readable()
    {
        var mail = HandoffMailModel.From(Story.One() with { Persons = System.Collections.Immutable.ImmutableDictionary<string, Person>.Empty });
        Assert.Equal("Someone", mail.Who.Name);
        Assert.Equal("Hoekstra Transport: Someone attended Energie-webinar", mail.Subject);
    }

    [Theory]
    [InlineData("claire")]
    [InlineData("fenna")]
    public async Task A_mail_is_well_formed(string manager)
    {
        foreach (var (name, mail) in new[]
        {
            ($"handoff.{manager}", await Renderer.RenderAsync(HandoffMailModel.From(Story.One(manager)))), ("update", await Renderer.RenderAsync(UpdateMailModel.From(Updated()))),
        })
        {
            Look.At(name, mail.Html);
            using var reader = System.Xml.XmlReader.Create(new StringReader(Void().Replace(mail.Html, "<$1$2/>")), new() { DtdProcessing = System.Xml.DtdProcessing.Ignore });
            Assert.Equal("html", System.Xml.Linq.XDocument.Load(reader).Root!.Name.LocalName);
        }
    }

    [Fact]
    public async Task A_mail_renders_within_its_budget()
    {
        var model = HandoffMailModel.From(Story.One());
        for (var warm = 0; warm < 30; warm++) await Renderer.RenderAsync(model);
        var best = TimeSpan.MaxValue;
        for (var each = 0; each < 30; each++)
        {
            var from = TimeProvider.System.GetTimestamp();
            await Renderer.RenderAsync(HandoffMailModel.From(Story.One()));
            if (TimeProvider.System.GetElapsedTime(from) is var took && took < best) best = took;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{best.TotalMilliseconds:F2} ms");
        Assert.True(best < TimeSpan.FromMilliseconds(5), $"{best.TotalMilliseconds:F2} ms"); // the best of thirty: other work on the machine is not the mail's
    }

    private static string Seen(string html) => WebUtility.HtmlDecode(Tags().Replace(Regex.Replace(html, "(?s)<style.*?</style>|<title>.*?</title>", " "), " "));

    private static string Words(string text) => string.Concat(text.Where(each => !char.IsWhiteSpace(each) && each is not (':' or ',' or '·' or '\u034f' or '\u200c')));

    [GeneratedRegex("<(meta)([^>]*)>")]
    private static partial Regex Void();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();

    [GeneratedRegex(": (https|mailto):\\S+")]
    private static partial Regex LinkAddress();
}
