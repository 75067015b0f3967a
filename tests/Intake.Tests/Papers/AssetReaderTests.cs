using System.Text;
using Intake.Playbooks;
using Intake.Submissions.Forms;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Papers;

public sealed class AssetReaderTests
{
    private const string Fleet = "\"asset\": { \"fileName\": \"Een elektrisch wagenpark laden.pdf\" }";

    [Fact]
    public void What_is_not_given_is_mailed_gated_and_named_by_its_id()
    {
        var asset = Read("\"asset\": {}", out _)!.Content["wp-laden-wagenpark"].Asset;
        Assert.Equal(new Asset("wp-laden-wagenpark.pdf", "wp-laden-wagenpark.pdf", AssetDelivery.Mail, Gated: true), asset);
    }

    [Fact]
    public void What_is_free_is_answered_unless_the_playbook_says_otherwise()
    {
        Assert.Equal(AssetDelivery.Answer, Read("\"asset\": { \"gated\": false }", out _)!.Content["wp-laden-wagenpark"].Asset!.Delivery);
        Assert.Equal(AssetDelivery.Mail, Read("\"asset\": { \"gated\": false, \"delivery\": \"mail\" }", out _)!.Content["wp-laden-wagenpark"].Asset!.Delivery);
    }

    [Theory]
    [InlineData("{ \"file\": \"../secrets\" }", ".asset.file")]
    [InlineData("{ \"file\": \"a/b.pdf\" }", ".asset.file")]
    [InlineData("{ \"file\": \".pdf\" }", ".asset.file")]
    [InlineData("{ \"fileName\": \"a\\r\\nX-Evil: 1.pdf\" }", ".asset.fileName")]
    [InlineData("{ \"fileName\": \"C:\\\\x.pdf\" }", ".asset.fileName")]
    [InlineData("{ \"fileName\": \"a\\\"b.pdf\" }", ".asset.fileName")]
    [InlineData("{ \"delivery\": \"post\" }", ".asset.delivery")]
    [InlineData("{ \"gated\": \"no\" }", ".asset.gated")]
    [InlineData("{ \"surprise\": 1 }", ".asset.surprise")]
    [InlineData("\"x.pdf\"", ".asset")]
    public void What_is_wrong_is_told_with_its_place(string asset, string place)
    {
        Assert.Null(Read("\"asset\": " + asset, out var problems));
        Assert.Contains(problems.Found, problem => problem.File == "content.json" && problem.Path.EndsWith(place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("calculator", "calc-piekvermogen")]
    [InlineData("pages", "blog-netcongestie")]
    public void Only_what_can_be_delivered_has_a_file(string kind, string id)
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        var text = Encoding.UTF8.GetString(files["content.json"].Span).Replace($"\"kind\": \"{kind}\",", $"\"kind\": \"{kind}\", \"asset\": {{}},", StringComparison.Ordinal);
        files["content.json"] = Encoding.UTF8.GetBytes(text);
        var problems = new Problems();
        Assert.Null(PlaybookReader.Read(files, problems));
        Assert.Contains(problems.Found, problem => problem.Path.EndsWith(".asset", StringComparison.Ordinal));
        Assert.Null(SamplePlaybook.Instance.Content[id].Asset);
    }

    [Fact]
    public void Every_file_of_the_sample_is_there_small_and_a_pdf()
    {
        var assets = SamplePlaybook.Instance.Content.Values.Select(item => item.Asset).OfType<Asset>().ToList();
        Assert.Equal(4, assets.Count);
        foreach (var asset in assets)
        {
            var bytes = File.ReadAllBytes(Path.Combine(SamplePlaybook.Directory, "sample", "assets", asset.File));
            Assert.True(bytes.AsSpan().StartsWith("%PDF-"u8));
            Assert.InRange(bytes.Length, 1_000, 60_000);
        }
    }

    [Theory]
    [InlineData("wp-laden-wagenpark", "whitepaper-requested", "whitepaper-downloaded")]
    [InlineData("prijslijst-energie", "price-list-requested", "price-list-downloaded")]
    [InlineData("calc-piekvermogen", "calculator-used", null)]
    [InlineData("pweb-energie", null, null)]
    public void Asking_and_opening_are_two_activities_where_we_deliver(string content, string? asked, string? opened)
    {
        var item = SamplePlaybook.Instance.Content[content];
        Assert.Equal((asked, opened), (ContentActivities.Request(item), ContentActivities.Download(item)));
    }

    [Theory]
    [InlineData("wp-laden-wagenpark", "whitepaper-requested")]
    [InlineData("prijslijst-energie", "price-list-downloaded")]
    public void Where_a_website_delivers_asking_is_all_that_is_known(string content, string asked)
    {
        var item = SamplePlaybook.Instance.Content[content] with { Asset = null };
        Assert.Equal((asked, null), (ContentActivities.Request(item), ContentActivities.Download(item)));
    }

    private static Playbook? Read(string asset, out Problems problems)
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        var text = Encoding.UTF8.GetString(files["content.json"].Span);
        Assert.Contains(Fleet, text, StringComparison.Ordinal);
        files["content.json"] = Encoding.UTF8.GetBytes(text.Replace(Fleet, asset, StringComparison.Ordinal));
        problems = new Problems();
        return PlaybookReader.Read(files, problems);
    }
}
