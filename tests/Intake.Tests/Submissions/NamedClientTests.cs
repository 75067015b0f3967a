using System.Text;
using Intake.Clients;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Bulk;
using Intake.Submissions.Forms;
using Intake.Submissions.Imports;
using Intake.Submissions.Sources;
using Intake.Tests.Playbooks;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Submissions;

/// <summary>Whoever acts for a client names it by the same fields, whatever they come by.</summary>
public sealed class NamedClientTests
{
    private static readonly NamedClient Hoekstra = new("Hoekstra Transport", "hoekstra.example");

    [Fact]
    public void A_form_takes_it_where_it_asks_and_only_there()
    {
        var asked = FormTarget.OfWhitepaper(SamplePlaybook.Instance, "wp-netcongestie")!;
        Assert.Equal(new NamedClient("Hoekstra Transport", null), Read(asked).OnBehalfOf);
        var other = Read(FormTarget.OfForm(SamplePlaybook.Instance, "nieuwsbrief")!);
        Assert.Null(other.OnBehalfOf);
        Assert.Equal("Hoekstra Transport", other.Fields["onBehalfOf"]);

        static Entry Read(FormTarget target) => FormReader.Read(SamplePlaybook.Instance, target, BodyFields.None with
        {
            Values = BodyFields.None.Values.Add("email", "lotte@bureau.example").Add("onBehalfOf", "Hoekstra Transport"),
        }).Value!;
    }

    [Fact]
    public void A_posted_activity_takes_it()
    {
        var list = ActivityList.Read("""{"email":"l@b.example","activity":"whitepaper-downloaded","onBehalfOf":"Hoekstra Transport","onBehalfOfDomain":"hoekstra.example"}"""u8.ToArray(), SamplePlaybook.Instance);
        Assert.Equal(Hoekstra, Assert.Single(list.Value!.Items).Value!.Entry.OnBehalfOf);
    }

    [Theory]
    [InlineData("email,on behalf of,client domain")]
    [InlineData("email;namens;domein eindklant")]
    [InlineData("email;Im Auftrag von;Domain des Kunden")]
    [InlineData("email;Pour le compte de;Domaine du client")]
    public async Task A_column_of_a_file_takes_it(string header)
    {
        var file = $"{header}\n{string.Join(header.Contains(';') ? ';' : ',', "l@b.example", "Hoekstra Transport", "hoekstra.example")}";
        var options = new ImportOptions { Zone = TimeZoneInfo.Utc };
        List<ImportItem> items = [];
        await foreach (var item in CardFile.ReadAsync(CsvRows.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(file)), Windows1252.OrUtf8, default), options, SamplePlaybook.Instance, Handoffs.Sample.Team, default))
            items.Add(item);
        var entry = Assert.Single(items).Posting!.Value!.Entry;
        Assert.Equal(Hoekstra, entry.OnBehalfOf);
        Assert.Empty(entry.Fields);
    }

    [Theory]
    [InlineData("{}", null, null, null)]
    [InlineData("""{"onBehalfOf":"Hoekstra Transport B.V."}""", "Hoekstra Transport B.V.", null, "name:hoekstra transport")]
    [InlineData("""{"onBehalfOf":"HOEKSTRA transport"}""", "HOEKSTRA transport", null, "name:hoekstra transport")]
    [InlineData("""{"onBehalfOfDomain":"hoekstra.example"}""", null, "hoekstra.example", "domain:hoekstra.example")]
    [InlineData("""{"onBehalfOf":"x","onBehalfOfDomain":"https://www.Hoekstra.example/contact"}""", "x", "https://www.Hoekstra.example/contact", "domain:hoekstra.example")]
    [InlineData("""{"onBehalfOfDomain":"info@mail.hoekstra.example"}""", null, "info@mail.hoekstra.example", "domain:hoekstra.example")]
    [InlineData("""{"onBehalfOf":"Jan","onBehalfOfDomain":"gmail.com"}""", "Jan", "gmail.com", "name:jan")] // anybody's
    [InlineData("""{"onBehalfOfDomain":"co.uk"}""", null, "co.uk", null)]
    [InlineData("""{"onBehalfOf":"!!","onBehalfOfDomain":"not a domain"}""", "!!", "not a domain", null)]
    public void A_webhook_takes_it_and_it_is_one_client_however_it_is_written(string more, string? name, string? domain, string? key)
    {
        const string Start = """{"type":"webinar.registered","data":{"webinar":{"id":"pweb-energie"},"person":{"email":"l@b.example"},""", End = "\"fields\":{}}}";
        var body = Start + more[1..^1] + (more.Length > 2 ? "," : "") + End;
        var call = new ProviderCall { Id = "c", Provider = "standard", Body = Encoding.UTF8.GetBytes(body), ReceivedAt = default };
        var entry = Assert.Single(Assert.IsType<Reading.Received>(StandardAdapter.Read(call, SamplePlaybook.Instance)).Items).Entry;
        Assert.Equal(name is null && domain is null ? null : new NamedClient(name, domain), entry.OnBehalfOf);
        Assert.Equal(key, ClientKey.Of(entry.OnBehalfOf)?.Text);
    }

    [Fact]
    public void An_entry_without_a_client_has_the_fingerprint_it_always_had()
    {
        var entry = new Entry { Source = "api", Content = "-", Activity = "purchase", Contact = new Contact { Email = "a@b.example" } };
        string Of(Entry one) => SubmissionMaker.Make(new Keys(new byte[32]), one, "a@b.example", SubmissionKey.None, default).Fingerprint;
        Assert.DoesNotContain("OnBehalfOf", System.Text.Json.JsonSerializer.Serialize(entry, EntryJson.Default.Entry));
        Assert.NotEqual(Of(entry), Of(entry with { OnBehalfOf = Hoekstra }));
    }
}
