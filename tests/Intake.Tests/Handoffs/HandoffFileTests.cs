using System.Text;
using Intake.Accounts;
using Intake.Handoffs.Files;
using Intake.Tests.Mail;

namespace Intake.Tests.Handoffs;

public sealed class HandoffFileTests
{
    private static readonly string[] Hostile =
        ["a;b,c\\d", "Eve\r\nEND:VCARD\r\nBEGIN:VCARD", "x\nATTENDEE:mailto:all@x.example", new('é', 400), string.Concat(Enumerable.Repeat("😀", 90)), "\u202Egnid\u200B", "\ud83d", "", "<script>"];

    [Fact]
    public void The_card_has_whom_to_contact() => Assert.Equal(
        """
        BEGIN:VCARD
        VERSION:3.0
        N:Hoekstra;Ingrid;;;
        FN:Ingrid Hoekstra
        ORG:Hoekstra Transport
        TITLE:Facilitair manager
        TEL;TYPE=WORK,VOICE:+31 38 555 0142
        EMAIL;TYPE=INTERNET,WORK:i.hoekstra@hoekstra-transport.example
        UID:urn:intake:11111111111111111111111111111111
        END:VCARD

        """, ContactCard.Of(Story.One("fenna"), Story.Ingrid), ignoreLineEndingDifferences: true);

    [Fact]
    public void The_call_is_before_the_answer_is_due_and_invites_nobody()
    {
        var call = CallSlot.Of(Story.One("fenna"), Story.Ingrid, Sample.Amsterdam("2026-09-24 15:12"));
        Assert.Contains("\r\nDTSTART:20260924T133000Z\r\nDTEND:20260924T140000Z\r\n", call, StringComparison.Ordinal);
        Assert.DoesNotContain("ATTENDEE", call, StringComparison.Ordinal);
        Assert.DoesNotContain("ORGANIZER", call, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-09-24 15:00", "2026-09-24 15:15")]
    [InlineData("2026-09-24 15:01", "2026-09-24 15:30")]
    [InlineData("2026-09-24 17:20", "2026-09-25 08:30")]
    [InlineData("2026-09-25 22:00", "2026-09-28 08:30")]
    public void The_call_is_in_working_hours(string now, string start) => Assert.Equal(
        Sample.Amsterdam(start), CallSlot.Start(Sample.Calendar("bram"), null, Sample.Amsterdam(now)));

    [Fact]
    public void Whatever_people_type_stays_on_its_line()
    {
        foreach (var typed in Hostile)
        {
            var one = Story.One("fenna");
            var input = one with
            {
                Account = one.Account with { Book = one.Account.Book! with { Name = typed } },
                Persons = one.Persons.SetItem(Story.Ingrid, Story.Someone(Story.Ingrid, typed, typed, typed, $"{typed}@x.example", typed)),
            };
            foreach (var file in new[] { ContactCard.Of(input, Story.Ingrid), CallSlot.Of(input, Story.Ingrid, Story.Attended) })
            {
                var lines = file.Split("\r\n");
                Assert.DoesNotContain('\n', string.Concat(lines));
                Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
                var unfolded = file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
                Assert.All(unfolded, line => Assert.Matches("^(BEGIN|VERSION|N|FN|ORG|TITLE|TEL|EMAIL|UID|END|PRODID|METHOD|DTSTAMP|DTSTART|DTEND|SUMMARY|DESCRIPTION|TRANSP)[:;]", line));
                Assert.Single(unfolded, line => line.StartsWith("END:V", StringComparison.Ordinal) && line is "END:VCARD" or "END:VCALENDAR");
            }
        }
    }
}
