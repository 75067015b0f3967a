using System.Text;
using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

public class PlaybookReaderTests
{
    [Fact]
    public void The_sample_is_valid()
    {
        var problems = new Problems();

        var playbook = PlaybookReader.Read(PlaybookFolder.Files(SamplePlaybook.Directory), problems);

        Assert.Empty(problems.Found);
        Assert.Matches("^[0-9a-f]{12}$", playbook!.Version);
        Assert.Equal(["care", "charging", "energy"], playbook.Propositions.Keys.Order());
    }

    [Fact]
    public void The_version_depends_on_what_is_said_and_not_on_layout()
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        var text = Encoding.UTF8.GetString(files["scoring.json"].Span);

        files["scoring.json"] = Encoding.UTF8.GetBytes(text.Replace("\n", "\n  ", StringComparison.Ordinal));
        Assert.Equal(SamplePlaybook.Instance.Version, PlaybookReader.Read(files, new Problems())!.Version);

        files["scoring.json"] = Encoding.UTF8.GetBytes(text.Replace("\"personCap\": 60", "\"personCap\": 61", StringComparison.Ordinal));
        Assert.NotEqual(SamplePlaybook.Instance.Version, PlaybookReader.Read(files, new Problems())!.Version);
    }

    [Theory]
    [InlineData("\"minSeconds\": 10, \"token\": \"required\", \"withoutCaptcha\": true", 10, true, true)]
    [InlineData("\"token\": \"optional\"", null, false, false)]
    public void A_form_says_how_it_is_guarded(string said, int? minSeconds, bool tokenRequired, bool withoutCaptcha)
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        var text = Encoding.UTF8.GetString(files["content.json"].Span);
        files["content.json"] = Encoding.UTF8.GetBytes(
            text.Replace("\"activity\": \"demo-requested\"", $"\"activity\": \"demo-requested\", {said}", StringComparison.Ordinal));

        var form = PlaybookReader.Read(files, new Problems())!.Forms["demo"];
        Assert.Equal((minSeconds, tokenRequired, withoutCaptcha), (form.MinSeconds, form.TokenRequired, form.WithoutCaptcha));
    }
}
