using System.Text;
using Intake.Submissions;
using Intake.Submissions.Imports;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Submissions.Imports;

[Collection(nameof(Alone))]
public sealed class CardFileTests
{
    private static readonly ImportOptions Options = new() { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam") };

    [Theory]
    [InlineData("Email,First name,Surname,Company,Job title,Phone,Postal code")]
    [InlineData("E-mailadres;Voornaam;Achternaam;Bedrijfsnaam;Functie;Telefoonnummer;Postcode")]
    [InlineData("E-Mail-Adresse;Vorname;Nachname;Firma;Funktion;Telefon;PLZ")]
    [InlineData("Adresse e-mail;Prénom;Nom;Société;Fonction;Téléphone;Code postal")]
    public async Task Columns_are_known_in_four_languages(string header)
    {
        var delimiter = header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var entry = Entry(await OneAsync($"{header}\n{string.Join(delimiter, "i@h.example", "Ingrid", "Hoekstra", "Hoekstra BV", "Directeur", "0612345678", "8011 PK")}"));
        Assert.Equal(new Contact
        {
            Email = "i@h.example", FirstName = "Ingrid", LastName = "Hoekstra", Company = "Hoekstra BV", JobTitle = "Directeur", Phone = "0612345678", Postcode = "8011 PK",
        }, entry.Contact);
        Assert.Equal(("import", "business-card", "-"), (entry.Source, entry.Activity, entry.Content));
        Assert.Empty(entry.Fields);
    }

    [Theory]
    [InlineData("timeframe", "6", "stand-talk")]
    [InlineData("behoefte", "laadpalen", "stand-talk")]
    [InlineData("gesproken met", "Sanne", "stand-talk")]
    [InlineData("timeframe", "geen", "business-card")]
    [InlineData("note", "kwam voor de koffie", "business-card")]
    public async Task Who_said_what_they_want_talked_and_who_did_not_left_a_card(string column, string cell, string activity) =>
        Assert.Equal(activity, Entry(await OneAsync($"email,{column}\na@b.nl,{cell}")).Activity);

    [Theory]
    [InlineData("0001-01-01 0:00")]
    [InlineData("9999-12-31 23:59")]
    [InlineData("1969-12-31")]
    public async Task A_date_that_was_never_set_is_told(string date)
    {
        var item = await OneAsync($"email,date\na@b.nl,{date}");
        Assert.Contains(item.Notes.Concat(item.Posting?.Rejection?.Errors ?? []), error => error.Fault == FieldFault.NotATime);
    }

    [Theory]
    [InlineData("sep=\"\nemail\na@b.nl")]
    [InlineData("sep=\u00e9\nemail\na@b.nl")]
    public async Task A_delimiter_that_is_none_is_told_as_a_file_without_columns(string file) =>
        await Assert.ThrowsAsync<NoTableException>(() => ReadAsync(file, Options));

    [Fact]
    public async Task A_large_file_is_read_in_bounded_memory()
    {
        var rows = Environment.GetEnvironmentVariable("SCALE") == "full" ? 200_000 : 20_000;
        using var file = new GeneratedFile(rows);
        var (before, most, count) = (GC.GetTotalMemory(forceFullCollection: true), 0L, 0);
        await foreach (var item in CardFile.ReadAsync(CsvRows.ReadAsync(file, Windows1252.OrUtf8, default), Options, SamplePlaybook.Instance, Handoffs.Sample.Team, default))
        {
            Assert.True(item.Posting!.IsValid);
            if (++count % 5_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        Assert.Equal(rows, count);
        // The file itself is 90 bytes a row: 18 MB in full.
        Assert.InRange(most, 0, 8_000_000);
    }

    [Theory]
    [InlineData("sanne", "sanne")]
    [InlineData("Sanne de Wit", "sanne")]
    [InlineData("SANNE", "sanne")]
    [InlineData("sanne@lichtveld.example", "sanne")]
    [InlineData("Iemand Anders", null)]
    public async Task Whom_they_spoke_to_is_somebody_of_the_team_or_is_kept_and_told(string said, string? id)
    {
        var item = await OneAsync($"email,spoke with\na@b.nl,{said}");
        Assert.Equal(id, Entry(item).SpokeWith);
        Assert.Equal(id is null ? said : null, Entry(item).Fields.GetValueOrDefault("spokeWith"));
        Assert.Equal(id is null ? [new FieldError("spokeWith", FieldFault.NotInTeam)] : [], item.Notes);
    }

    [Fact]
    public async Task Everything_has_its_place_and_the_rest_is_kept()
    {
        var item = await OneAsync("email,proposition,timeframe,need,note,datum,Lievelingskleur,taal\na@b.nl,Laden op eigen terrein,binnen half jaar,20 palen,belt terug,14-10-2026 13:00,=HYPERLINK(1),NL");
        var entry = Entry(item);
        Assert.Equal(("charging", 6, "20 palen\nbelt terug", "nl"), (entry.Proposition, entry.TimeframeMonths, entry.Message, entry.Language));
        Assert.Equal(new DateTimeOffset(2026, 10, 14, 11, 0, 0, TimeSpan.Zero), entry.SaidAt);
        Assert.Equal([KeyValuePair.Create("Lievelingskleur", "=HYPERLINK(1)")], entry.Fields);
        Assert.Empty(item.Notes);
    }

    [Fact]
    public async Task What_is_said_about_the_whole_file_holds_where_a_row_says_nothing()
    {
        var at = new DateTimeOffset(2026, 10, 14, 9, 0, 0, TimeSpan.Zero);
        var options = Options with { Proposition = "energy", OccurredAt = at, Event = "Ecomobiel 2026", Content = "wp-netcongestie" };
        var items = await ReadAsync("email,proposition,date\na@b.nl,,\nc@d.nl,charging,2026-10-13", options);
        Assert.Equal([("energy", at), ("charging", at.AddDays(-1).AddHours(1))], items.Select(item => (Entry(item).Proposition, Entry(item).SaidAt!.Value)));
        Assert.All(items, item => Assert.Equal(("Ecomobiel 2026", "wp-netcongestie"), (Entry(item).Fields["event"], Entry(item).Content)));
    }

    [Fact]
    public async Task A_broken_row_tells_each_of_its_errors_and_stops_no_other()
    {
        var items = await ReadAsync($"email,date,activity,note\nno address,yesterday,nonsense,x\n,,,\na@b.nl,,,,too many\n\nc@d.nl,,,{new string('x', 501)}\nd@e.nl,,,", Options);
        Assert.Equal([2, 4, 6, 7], items.Select(item => item.Row));
        Assert.Equal(
            ["date:NotATime email:NotAnEmail activity:NotInPlaybook".Replace("date", "occurredAt", StringComparison.Ordinal), "row:TooMany", "note:TooLong", ""],
            items.Select(item => string.Join(' ', item.Posting!.Rejection?.Errors.OrderByDescending(e => e.Field == "occurredAt").ThenByDescending(e => e.Field == "email").Select(e => $"{e.Field}:{e.Fault}") ?? [])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("name,company\nIngrid,Hoekstra")]
    [InlineData("i@h.example,Ingrid")]
    public async Task A_file_without_a_column_for_the_address_is_no_table(string text) =>
        await Assert.ThrowsAsync<NoTableException>(() => ReadAsync(text, Options));

    [Fact]
    public async Task The_key_is_what_the_row_says_in_whatever_order()
    {
        var first = await ReadAsync("email,name,note\na@b.nl,Anna,x\na@b.nl,Anna,y", Options);
        var other = await ReadAsync("Note;Name;E-mail\nx;Anna;a@b.nl", Options);
        Assert.Equal(first[0].Content, other[0].Content);
        Assert.NotEqual(first[0].Content, first[1].Content);
        Assert.NotEqual(first[0].Content, (await ReadAsync("email,name,note\na@b.nl,Anna,x", Options with { Event = "fair" }))[0].Content);
    }

    private static Entry Entry(ImportItem item) => item.Posting!.Value?.Entry ?? throw new InvalidOperationException(string.Join(' ', item.Posting.Rejection!.Errors));

    private static async Task<ImportItem> OneAsync(string text) => Assert.Single(await ReadAsync(text, Options));

    private static async Task<List<ImportItem>> ReadAsync(string text, ImportOptions options)
    {
        List<ImportItem> items = [];
        var rows = CsvRows.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Windows1252.OrUtf8, default);
        await foreach (var item in CardFile.ReadAsync(rows, options, SamplePlaybook.Instance, Handoffs.Sample.Team, default)) items.Add(item);
        return items;
    }
}
