using System.Text;
using Intake.Submissions;
using Intake.Submissions.Imports;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Submissions.Imports;

/// <summary>Made after reports that Teams wrote: two versions of it, in two orders of the date.</summary>
public sealed class TeamsReportTests
{
    private const string Newer = """
        1. Summary
        Meeting title	Energie-webinar: pieken afvlakken
        Attended participants	5
        Start time	9/24/26, 2:00:00 PM
        End time	9/24/26, 3:01:30 PM
        Meeting duration	1h 1m 30s
        Average attendance time	40m 2s

        2. Participants
        Name	First Join	Last Leave	In-Meeting Duration	Email	Participant ID (UPN)	Role
        Bram Yilmaz	9/24/26, 1:55:00 PM	9/24/26, 3:01:30 PM	1h 6m 30s	bram@lichtveld.example	bram@lichtveld.example	Organizer
        Ingrid Hoekstra (Guest)	9/24/26, 2:00:00 PM	9/24/26, 3:00:00 PM	48m 0s	ingrid@hoekstra.example		Attendee
        Piet Puk	9/24/26, 2:10:00 PM	9/24/26, 2:40:00 PM	30m 0s		piet@hoekstra.example	Attendee
        Dial in	9/24/26, 2:00:00 PM	9/24/26, 2:05:00 PM	5m 0s			Attendee
        Gast	9/24/26, 2:00:00 PM	9/24/26, 2:05:00 PM	5m 0s		x_y.example#EXT#@lichtveld.example	Attendee

        3. In-Meeting Activities
        Name	Join Time	Leave Time	Duration	Email	Role
        Ingrid Hoekstra (Guest)	9/24/26, 2:00:00 PM	9/24/26, 2:30:00 PM	30m 0s	ingrid@hoekstra.example	Attendee
        Ingrid Hoekstra (Guest)	9/24/26, 2:20:00 PM	9/24/26, 2:40:00 PM	20m 0s	ingrid@hoekstra.example	Attendee
        Ingrid Hoekstra (Guest)	9/24/26, 2:52:00 PM	9/24/26, 3:00:00 PM	8m 0s	ingrid@hoekstra.example	Attendee
        """;

    private const string Older = """
        Meeting Summary
        Total Number of Participants	2
        Meeting Title	Energie-webinar: shaving peaks
        Meeting Start Time	24/09/2026, 14:00:00
        Meeting End Time	24/09/2026, 15:00:00
        Meeting Id	0a1b2c

        Full Name	Join Time	Leave Time	Duration	Email	Role	Participant ID (UPN)
        Sanne de Wit	24/09/2026, 13:55:00	24/09/2026, 15:00:00	1h 5m	sanne@lichtveld.example	Presenter	sanne@lichtveld.example
        Ingrid Hoekstra	24/09/2026, 14:00:00	24/09/2026, 14:20:00	20m	ingrid@hoekstra.example	Attendee	
        Ingrid Hoekstra	24/09/2026, 14:10:00	24/09/2026, 14:50:00	40m	INGRID@hoekstra.example	Attendee	
        """;

    [Fact]
    public async Task Each_is_told_once_with_the_minutes_of_all_their_stays()
    {
        var items = await ReadAsync(Newer);
        Assert.Equal(["left-out", "ingrid@hoekstra.example 48", "piet@hoekstra.example 30", "no address", "no address"], items.Select(Told));
        var entry = items[1].Posting!.Value!.Entry;
        Assert.Equal(("webinar-attended", "pweb-energie", 61, "Ingrid Hoekstra"), (entry.Activity, entry.Content, entry.DurationMinutes, entry.Contact.Name));
        Assert.Equal(new DateTimeOffset(2026, 9, 24, 13, 0, 0, TimeSpan.Zero), entry.SaidAt);
        Assert.StartsWith("webinar:teams:", entry.ActivityKey, StringComparison.Ordinal);
        Assert.Equal(entry.ActivityKey, items[2].Posting!.Value!.Entry.ActivityKey);
        Assert.Equal(12, items[1].Row);
    }

    [Fact]
    public async Task The_older_report_is_read_too_and_devices_at_once_count_once()
    {
        var items = await ReadAsync(Older);
        Assert.Equal(["left-out", "ingrid@hoekstra.example 50"], items.Select(Told));
        Assert.Equal((60, "pweb-energie"), (items[1].Posting!.Value!.Entry.DurationMinutes!.Value, items[1].Posting!.Value!.Entry.Content));
    }

    [Theory]
    [InlineData("1. Samenvatting\nVergaderingstitel\tx\nBegintijd\t24-9-2026 14:00:00\nEindtijd\t24-9-2026 15:00:00\n\n2. Deelnemers\nNaam\tEerste deelname\tLaatste vertrek\tDuur in vergadering\tE-mail\tRol\nIngrid\t24-9-2026 14:00:00\t24-9-2026 14:45:00\t45m 0s\ti@h.example\tDeelnemer\nBram\t24-9-2026 14:00:00\t24-9-2026 14:45:00\t45m 0s\tb@l.example\tOrganisator")]
    [InlineData("1. Summary\nMeeting title,x\nStart time,\"9/24/26, 2:00:00 PM\"\n\n2. Participants\nName,First Join,Last Leave,In-Meeting Duration,Email,Role\nIngrid,\"9/24/26, 2:00:00 PM\",\"9/24/26, 2:45:00 PM\",45m,i@h.example,Attendee\nBram,,,45m,b@l.example,Co-organizer")]
    public async Task Other_languages_and_delimiters_are_read(string text) =>
        Assert.Equal(["i@h.example 45", "left-out"], (await ReadAsync(text, "pweb-energie")).Select(Told));

    [Fact]
    public async Task A_webinar_that_nobody_knows_is_asked_for() =>
        await Assert.ThrowsAsync<NoTableException>(() => ReadAsync(Newer.Replace("Energie-webinar", "Teamoverleg", StringComparison.Ordinal)));

    [Fact]
    public async Task The_address_that_they_registered_with_goes_before_the_one_they_came_with()
    {
        const string webinar = "1. Summary\nMeeting title\tx\n\n2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\tRegistration First Name\tRegistration Last Name\tRegistration Email\n"
            + "ih\t9/24/26, 2:00:00 PM\t9/24/26, 2:45:00 PM\t45m\tprive@gmail.com\t\tAttendee\tIngrid\tHoekstra\tingrid@hoekstra.example";
        var entry = Assert.Single(await ReadAsync(webinar, "pweb-energie")).Posting!.Value!.Entry;
        Assert.Equal(new Contact { Email = "ingrid@hoekstra.example", FirstName = "Ingrid", LastName = "Hoekstra" }, entry.Contact);
    }

    private static string Told(ImportItem item) => item.Posting switch
    {
        null => "left-out",
        { IsValid: true } posting => $"{posting.Value.Entry.Contact.Email} {posting.Value.Entry.AttendedMinutes}",
        _ => "no address",
    };

    private static async Task<List<ImportItem>> ReadAsync(string text, string? webinar = null)
    {
        List<ImportItem> items = [];
        var rows = CsvRows.ReadAsync(new MemoryStream([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text.ReplaceLineEndings("\r\n"))]), Windows1252.OrUtf8, default);
        var options = new ImportOptions { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), Webinar = webinar };
        await foreach (var item in TeamsReport.ReadAsync(rows, options, SamplePlaybook.Instance, default)) items.Add(item);
        return items;
    }
}
