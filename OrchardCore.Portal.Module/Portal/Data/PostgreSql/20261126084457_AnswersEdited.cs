using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace OrchardCore.Portal.Data.PostgreSql
{
    /// <inheritdoc />
    public partial class AnswersEdited : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DraftAnswer",
                table: "faqs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DraftCategory",
                table: "faqs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DraftQuestion",
                table: "faqs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Edition",
                table: "faqs",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTime>(
                name: "ShowFrom",
                table: "faqs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ShowUntil",
                table: "faqs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "UpdatedAt",
                table: "faqs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "faq_versions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FaqId = table.Column<int>(type: "integer", nullable: false),
                    Category = table.Column<string>(type: "text", nullable: false),
                    Question = table.Column<string>(type: "text", nullable: false),
                    Answer = table.Column<string>(type: "text", nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PublishedBy = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_faq_versions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "missed_searches",
                columns: table => new
                {
                    Words = table.Column<string>(type: "text", nullable: false),
                    Times = table.Column<int>(type: "integer", nullable: false),
                    LastAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_missed_searches", x => x.Words);
                });

            migrationBuilder.CreateIndex(
                name: "IX_faq_versions_FaqId",
                table: "faq_versions",
                column: "FaqId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "faq_versions");

            migrationBuilder.DropTable(
                name: "missed_searches");

            migrationBuilder.DropColumn(
                name: "DraftAnswer",
                table: "faqs");

            migrationBuilder.DropColumn(
                name: "DraftCategory",
                table: "faqs");

            migrationBuilder.DropColumn(
                name: "DraftQuestion",
                table: "faqs");

            migrationBuilder.DropColumn(
                name: "Edition",
                table: "faqs");

            migrationBuilder.DropColumn(
                name: "ShowFrom",
                table: "faqs");

            migrationBuilder.DropColumn(
                name: "ShowUntil",
                table: "faqs");

            migrationBuilder.DropColumn(
                name: "UpdatedAt",
                table: "faqs");
        }
    }
}
