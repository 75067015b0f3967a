using System.Net;
using Intake.Papers;
using Intake.Storage;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.Flow;

/// <summary>A file in pieces, as browsers and viewers ask for it.</summary>
public sealed class PaperRangeTests
{
    private const string Fleet = "wp-laden-wagenpark";

    private static readonly byte[] Pdf = File.ReadAllBytes(Path.Combine(SamplePlaybook.Directory, "sample", "assets", Fleet + ".pdf"));

    [Theory]
    [InlineData("bytes=0-", 0, -1, 1)]
    [InlineData("bytes=0-0", 0, 1, 1)]
    [InlineData("bytes=0-99", 0, 100, 1)]
    [InlineData("bytes=100-199", 100, 100, 0)]
    [InlineData("bytes=5000-", 5000, -1, 0)]
    [InlineData("bytes=-100", -100, 100, 0)]
    [InlineData("bytes=100-99999999", 100, -1, 0)]
    public async Task A_piece_is_206_and_counts_at_the_first_byte_only(string range, int from, int length, int counted)
    {
        using var pipeline = await PaperFlowTests.StartAsync();
        var start = from < 0 ? Pdf.Length + from : from;
        var expected = Pdf.AsMemory(start, length < 0 ? Pdf.Length - start : length);
        var answer = await pipeline.DownloadAsync(Token(pipeline), headers: ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, answer.Status);
        Assert.True(expected.Span.SequenceEqual(answer.Body));
        Assert.Equal($"bytes {start}-{start + expected.Length - 1}/{Pdf.Length}", answer.Headers.ContentRange);
        Assert.Equal(expected.Length, answer.Headers.ContentLength);
        Assert.Equal(counted, pipeline.Storage.Messages(QueueNames.Submissions).Count);
    }

    [Theory]
    [InlineData("bytes=99999999-")]
    [InlineData("bytes=-0")]
    public async Task A_piece_that_is_not_there_is_416(string range)
    {
        using var pipeline = await PaperFlowTests.StartAsync();
        var answer = await pipeline.DownloadAsync(Token(pipeline), headers: ("Range", range));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.Status);
        Assert.Equal($"bytes */{Pdf.Length}", answer.Headers.ContentRange);
        Assert.Empty(answer.Body);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Submissions));
    }

    [Theory]
    [InlineData("bytes=0-9,20-29")]
    [InlineData("pages=1-2")]
    [InlineData("rubbish")]
    [InlineData("bytes=9-0")]
    public async Task A_range_that_is_not_understood_gives_the_whole_file(string range)
    {
        using var pipeline = await PaperFlowTests.StartAsync();
        var answer = await pipeline.DownloadAsync(Token(pipeline), headers: ("Range", range));
        Assert.Equal((HttpStatusCode.OK, Pdf.Length), (answer.Status, answer.Body.Length));
    }

    [Fact]
    public async Task The_headers_say_what_it_is_and_what_to_do_with_it()
    {
        using var pipeline = await PaperFlowTests.StartAsync();
        foreach (var method in (string[])["GET", "HEAD"])
        {
            var answer = await pipeline.DownloadAsync(Token(pipeline), method);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal("application/pdf", answer.Headers.ContentType);
            Assert.Equal(Pdf.Length, answer.Headers.ContentLength);
            Assert.Equal("bytes", answer.Headers.AcceptRanges);
            Assert.Equal("nosniff", answer.Headers.XContentTypeOptions);
            Assert.StartsWith("\"", answer.Headers.ETag, StringComparison.Ordinal);
            Assert.Equal(
                "attachment; filename=\"Een elektrisch wagenpark laden.pdf\"; filename*=UTF-8''Een%20elektrisch%20wagenpark%20laden.pdf",
                answer.Headers.ContentDisposition);
            Assert.Equal(method == "HEAD" ? 0 : Pdf.Length, answer.Body.Length);
        }
        Assert.Single(pipeline.Storage.Messages(QueueNames.Submissions));
    }

    [Fact]
    public async Task A_copy_that_is_still_good_is_not_sent_again_and_an_old_one_is_not_mixed_with_the_new()
    {
        using var pipeline = await PaperFlowTests.StartAsync();
        var token = Token(pipeline);
        var tag = (await pipeline.DownloadAsync(token)).Headers.ETag.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await pipeline.DownloadAsync(token, headers: ("If-None-Match", tag))).Status);
        Assert.Equal(HttpStatusCode.PartialContent, (await pipeline.DownloadAsync(token, headers: [("Range", "bytes=5-9"), ("If-Range", tag)])).Status);

        var replaced = new byte[2_000];
        await pipeline.Storage.Blobs.GetBlobContainerClient(ContainerNames.Assets).GetBlobClient(Fleet + ".pdf").UploadAsync(BinaryData.FromBytes(replaced), overwrite: true);
        var answer = await pipeline.DownloadAsync(token, headers: [("Range", "bytes=5-9"), ("If-Range", tag)]);
        Assert.Equal((HttpStatusCode.OK, replaced.Length), (answer.Status, answer.Body.Length));
    }

    [Fact]
    public async Task A_large_file_is_read_in_pieces_and_comes_whole()
    {
        using var pipeline = await PaperFlowTests.StartAsync();
        var large = new byte[3_000_001];
        new Random(7).NextBytes(large);
        await pipeline.Storage.Blobs.GetBlobContainerClient(ContainerNames.Assets).GetBlobClient(Fleet + ".pdf").UploadAsync(BinaryData.FromBytes(large), overwrite: true);
        var mark = pipeline.Storage.Mark();
        var answer = await pipeline.DownloadAsync(Token(pipeline));
        Assert.True(large.AsSpan().SequenceEqual(answer.Body));
        Assert.InRange(pipeline.Storage.CountSince(mark), 7, 12);
    }

    [Theory]
    [InlineData("Sec-Purpose", "prefetch")]
    [InlineData("Purpose", "prefetch")]
    [InlineData("X-Purpose", "preview")]
    [InlineData("X-Moz", "prefetch")]
    [InlineData("User-Agent", "Mimecast-URL-Scanner")]
    [InlineData("User-Agent", "")]
    public async Task A_scanner_and_a_prefetch_get_the_file_and_count_nothing(string name, string value)
    {
        using var pipeline = await PaperFlowTests.StartAsync();
        var answer = await pipeline.DownloadAsync(Token(pipeline), headers: (name, value));
        Assert.Equal((HttpStatusCode.OK, Pdf.Length), (answer.Status, answer.Body.Length));
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Submissions));
    }

    private static string Token(Pipeline pipeline) => pipeline.Get<PaperLinks>().Seal(new PaperToken(Fleet, Some.Id(1), Some.Id(2)));
}
