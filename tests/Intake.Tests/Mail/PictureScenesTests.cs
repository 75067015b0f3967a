namespace Intake.Tests.Mail;

/// <summary>The pictures in docs: <c>scripts/pictures.sh</c> takes them anew of what these tests leave with <c>LOOK=folder</c>.</summary>
public sealed class PictureScenesTests
{
    private static readonly string[] Views = ["phone-light", "phone-dark", "desktop-light", "desktop-dark"];

    [Fact]
    public async Task Every_picture_is_of_something_that_is_there()
    {
        var scenes = await PictureScenes.AllAsync();
        foreach (var (name, html) in scenes) Look.At(name, html);
        Assert.All(scenes.Values, html => Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase));

        var pictures = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "pictures"), "*.png");
        Assert.True(pictures.Length >= 20, $"There are {pictures.Length} pictures.");
        Assert.All(pictures, file =>
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var view = Assert.Single(Views, each => name.EndsWith($".{each}", StringComparison.Ordinal));
            Assert.Contains(name[..^(view.Length + 1)], scenes.Keys);
            Assert.InRange(new FileInfo(file).Length, 1_000, 250_000);
        });
    }

    [Fact]
    public void The_pages_about_handoffs_and_the_team_show_all_of_them_and_no_others()
    {
        var pages = File.ReadAllText(Path.Combine(Repository.Root, "docs", "handoff.md")) + File.ReadAllText(Path.Combine(Repository.Root, "docs", "team.md"));
        var shown = System.Text.RegularExpressions.Regex.Matches(pages, @"pictures/([a-z-]+\.[a-z-]+)\.png").Select(match => match.Groups[1].Value).ToHashSet();
        var there = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "pictures"), "*.png").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.Equal(there.Order(), shown.Order()!);
    }
}
